import { topics, type DoctorLine, type Topic, type Verdict } from '../../core/doctor/line.ts';
import { countOf, type DoctorReport } from '../../core/doctor/report.ts';
import { safe } from '../safe.ts';
import { blank, line, paragraph, span, wrap, type Line, type Role } from './lines.ts';
import { count } from './summary.ts';

const titles: Readonly<Record<Topic, string>> = {
  program: 'Program',
  files: 'Files',
  network: 'Network and clock',
  'sign-in': 'Sign-in',
  github: 'GitHub',
  tenant: 'Tenant',
  permissions: 'Permissions',
  exchange: 'Exchange Online',
  plan: 'Plan and apply',
};

const marks: Readonly<Record<Verdict, { readonly word: string; readonly role: Role }>> = {
  fine: { word: 'fine     ', role: 'passed' },
  warning: { word: 'warning  ', role: 'warning' },
  failure: { word: 'failure  ', role: 'refused' },
};

/** Every line with its verdict, by topic, with what to do next. */
export function showDoctor(report: DoctorReport, columns: number): readonly Line[] {
  const { lines } = report;
  const shown = topics.flatMap((topic) => {
    const own = lines.filter((each) => each.topic === topic);
    return own.length === 0
      ? []
      : [line(span(titles[topic], 'heading')), ...own.flatMap((each) => showLine(each, columns)), blank];
  });
  return [
    ...shown,
    ...(report.consent === undefined
      ? []
      : [line('Consent to what is added:'), line(`  ${report.consent}`), blank]),
    ...paragraph(summary(lines), columns, 0, 'heading'),
  ];
}

function showLine({ verdict, text, next }: DoctorLine, columns: number): readonly Line[] {
  const { word, role } = marks[verdict];
  const indent = 2 + word.length;
  return [
    ...wrap([span(word, role), span(safe(text))], columns, indent, 2),
    ...(next === undefined ? [] : paragraph(`-> ${safe(next)}`, columns, indent, 'plain')),
  ];
}

function summary(lines: readonly DoctorLine[]): string {
  const failures = countOf(lines, 'failure');
  const warnings = countOf(lines, 'warning');
  if (failures === 0 && warnings === 0) return 'Everything is fine.';
  if (failures === 0) return `Nothing fails. ${count(warnings, 'warning')}.`;
  return `${count(failures, 'failure')}${warnings === 0 ? '' : ` and ${count(warnings, 'warning')}`}. Nothing was written.`;
}
