import { appendFileSync, statSync } from 'node:fs';
import {
  error,
  getBooleanInput,
  getIDToken,
  getInput,
  notice,
  setOutput,
  setSecret,
  warning,
} from '@actions/core';
import type { Annotation } from '../../core/annotation.ts';
import { TenantryError } from '../../core/problem.ts';

/** What GitHub shows of a step's summary; more than that and it shows nothing. */
const mostSummaryBytes = 1024 * 1024;

/** What a step of a workflow is given and gives: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export interface Step {
  /** An input of the Action, without space around it; empty where it was not given. */
  readonly input: (name: string) => string;
  /** An input that is `true` or `false`. Throws TenantryError for anything else. */
  readonly flag: (name: string) => boolean;
  readonly output: (name: string, value: string) => void;
  /** Adds Markdown to the summary of the job; false, and nothing is added, where GitHub would show none of it. */
  readonly summarize: (markdown: string) => boolean;
  /** A remark beside a line of a file; of each level GitHub shows ten a step. */
  readonly annotate: (annotation: Annotation) => void;
  /** Keeps a text out of the log from here on. */
  readonly mask: (secret: string) => void;
  /** A fresh ID token for an audience. Throws TenantryError where the job may not have one. */
  readonly idToken: (audience: string) => Promise<string>;
}

/** The step that this process is, by its environment. */
export function currentStep(): Step {
  return {
    input: (name) => getInput(name),
    flag(name) {
      try {
        return getBooleanInput(name);
      } catch {
        throw new TenantryError({
          id: 'action-input',
          message: `The input \`${name}\` is neither \`true\` nor \`false\`.`,
          remedy: `Write \`${name}: true\` or \`${name}: false\` below \`with:\`.`,
        });
      }
    },
    output: (name, value) => setOutput(name, value),
    summarize(markdown) {
      const path = process.env['GITHUB_STEP_SUMMARY'] ?? '';
      if (path === '') return false;
      const text = markdown.endsWith('\n') ? markdown : `${markdown}\n`;
      const there = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      if (there + Buffer.byteLength(text) > mostSummaryBytes) return false;
      appendFileSync(path, text);
      return true;
    },
    annotate({ path, line, column, level, title, message }) {
      const say = { notice, warning, failure: error }[level];
      say(message, {
        title,
        file: path,
        startLine: line,
        ...(column === undefined ? {} : { startColumn: column }),
      });
    },
    mask(secret) {
      // Each line by itself: the log is searched line by line.
      for (const line of secret.split(/\r?\n/)) if (line.trim() !== '') setSecret(line);
    },
    async idToken(audience) {
      if ((process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '') === '')
        throw new TenantryError({
          id: 'action-id-token',
          message: 'This job may not ask GitHub for an ID token, so nobody can sign in.',
          remedy:
            'Add `id-token: write` to `permissions:` of the job. Pull requests from forks never get one.',
        });
      try {
        return await getIDToken(audience);
      } catch {
        // What the library says can hold the address, which says who may ask.
        throw new TenantryError({
          id: 'action-id-token',
          message: 'GitHub gave this job no ID token.',
          remedy: 'Run the job again; https://www.githubstatus.com says whether GitHub is well.',
        });
      }
    },
  };
}
