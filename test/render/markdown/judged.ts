import { driftIssue } from '../../../src/render/markdown/drift-issue.ts';
import { failureIssue } from '../../../src/render/markdown/failure-issue.ts';
import { planComment, planSummary, type CommentInput } from '../../../src/render/markdown/plan-comment.ts';
import type { Redaction } from '../../../src/render/redaction.ts';
import { withoutDigests, type Told } from '../told.ts';
import { alive } from './hostile.ts';
import { all, parse, shape, type Node } from './tree.ts';

const links = { run: 'https://github.com/contoso/tenant/actions/runs/42', artifact: 'https://github.com/a' };
const commit = '0123456789abcdef0123456789abcdef01234567';
const room = 5_000_000;
const comment = (told: Told, redaction: Redaction, state: CommentInput['state']): CommentInput => ({
  plan: told.plan,
  redaction,
  commit,
  links,
  state,
  limit: room,
});
const partly = ({ report, plan, message }: Told): CommentInput['state'] => ({
  state: 'partlyApplied',
  report,
  held: plan.operations.slice(0, 2).map(({ key }) => ({ operation: key, why: message })),
});

const documents = {
  comment: (told: Told, redaction: Redaction) => planComment(comment(told, redaction, { state: 'planned' })),
  'comment of an apply': (told: Told, redaction: Redaction) =>
    planComment(comment(told, redaction, partly(told))),
  'comment of a refusal': (told: Told, redaction: Redaction) =>
    planComment(comment(told, redaction, { state: 'refused', why: told.message })),
  summary: (told: Told, redaction: Redaction) => planSummary(comment(told, redaction, { state: 'planned' })),
  'summary of an apply': (told: Told, redaction: Redaction) =>
    planSummary(comment(told, redaction, partly(told))),
  'drift issue': ({ drift }: Told, redaction: Redaction) =>
    driftIssue({ drift, redaction, runUrl: links.run, limit: room }).body,
  'failure issue': ({ plan, report, message }: Told, redaction: Redaction) =>
    failureIssue({
      tenantName: plan.tenant.name,
      tenantId: plan.tenant.id,
      commit,
      runUrl: links.run,
      pullRequests: [12],
      outcome: 'partly',
      message,
      report,
      names: plan.names,
      redaction,
      limit: room,
    }).body,
} satisfies Readonly<Record<string, (told: Told, redaction: Redaction) => string>>;
export type DocumentName = keyof typeof documents;
export const documentNames = Object.keys(documents) as DocumentName[];

/** What of a document no text from outside may change. */
export function judged(name: DocumentName, redaction: Redaction, told: Told): unknown {
  const markdown = withoutDigests(told, documents[name](told, redaction));
  const tree = parse(markdown);
  return {
    name,
    structure: outline(tree),
    lively: lively(tree),
    comments: markdown.split('<!--').length,
    // oxlint-disable-next-line no-control-regex
    controls: markdown.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g),
  };
}

const judgedOnes = new Map<Told, Map<string, unknown>>();
export function judgedTame(name: DocumentName, redaction: Redaction, told: Told): unknown {
  const ofTold = judgedOnes.get(told) ?? new Map<string, unknown>();
  judgedOnes.set(told, ofTold);
  const key = `${name} ${redaction}`;
  if (!ofTold.has(key)) ofTold.set(key, judged(name, redaction, told));
  return ofTold.get(key);
}

/** The structure of a document; of HTML the tags without the text between them, of code its language and its lines. */
const outline = (tree: Node): unknown =>
  JSON.parse(JSON.stringify(shape(tree)).replaceAll(/<summary>.*?<\/summary>/g, '<summary>'));

/** What GitHub would make a link, a mention or a picture of. */
const lively = (tree: Node): readonly string[] =>
  all(tree).flatMap(({ type, value = '', url = '' }) =>
    /link|image|footnote|definition/i.test(type)
      ? [`${type} ${url}`]
      : type === 'text'
        ? (alive.exec(value) ?? [])
        : [],
  );
