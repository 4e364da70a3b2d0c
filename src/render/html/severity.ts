import type { Severity } from '../../rules/problem.ts';
import { html, type Html } from './element.ts';

const words: Readonly<Record<Severity, string>> = {
  error: '✕ Error',
  warning: '▲ Warning',
  info: 'ℹ Information',
};

/** How much something matters, as a sign, a word and a colour. */
export const severityBadge = (severity: Severity): Html =>
  html`<span class="badge ${severity}">${words[severity]}</span>`;
