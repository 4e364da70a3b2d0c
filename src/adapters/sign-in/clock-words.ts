import type { Attempt, Refusal, Words } from './attempt.ts';

/** A difference that a network can make. */
const toleranceMs = 60_000;

/** Why a signed statement is out of its time: it is old, or one of the clocks is wrong. */
export function clockWords(attempt: Attempt, { description }: Refusal): Words {
  const { way, assertion, now } = attempt;
  const theirs = serviceTime(attempt, description);
  if (way.way === 'github' || way.way === 'token-file') {
    const where = way.way === 'github' ? 'The token of GitHub' : `The token in ${way.path}`;
    const until = assertion?.expires;
    const times = `it expires at ${time(until)}, and Microsoft's clock says ${time(theirs)}`;
    if (until !== undefined && theirs !== undefined && theirs > until)
      return {
        message: `${where} has expired: ${times}.`,
        remedy:
          way.way === 'github'
            ? 'Run the job again. If it stays so, a proxy in between keeps answers of GitHub for too long.'
            : 'Have its issuer keep the file fresh; such a token often lives just minutes.',
      };
    return {
      message: `${where} is not valid yet or no longer: ${times}.`,
      remedy: 'Run it again; the clock of the issuer is wrong if it stays so.',
    };
  }
  if (way.way === 'person')
    return {
      message: 'The token that the Azure CLI was signed in with is valid no longer.',
      remedy:
        'In GitHub Actions, a sign-in of azure/login ends after some minutes: set AZURE_CLIENT_ID and give the job `permissions: id-token: write`, and Tenantry asks GitHub itself each time. Elsewhere sign in again.',
    };
  const off = theirs === undefined ? undefined : now.getTime() - theirs;
  if (off === undefined || Math.abs(off) < toleranceMs)
    return {
      message: 'Microsoft found what the certificate signed out of its time.',
      remedy: 'Set the clock of this machine right, and run it again.',
    };
  return wrongClock(off);
}

/** `offMs` is how far the clock of this machine is ahead; negative where it is behind. */
export function wrongClock(offMs: number): Words {
  return {
    message: `The clock of this machine is ${span(Math.abs(offMs))} ${offMs > 0 ? 'ahead of' : 'behind'} Microsoft's.`,
    remedy: 'Set it right (on Linux: `timedatectl set-ntp true`) and run it again.',
  };
}

/** From the header of the answer, or from its words. */
function serviceTime({ heard }: Attempt, description: string): number | undefined {
  const written =
    heard.answer?.headers['date'] ?? /Current time: ([\d-]+T[\d:.]+Z)/.exec(description)?.[1] ?? '';
  const ms = Date.parse(written);
  return Number.isNaN(ms) ? undefined : ms;
}

const time = (ms: number | undefined): string =>
  ms === undefined ? 'an unknown time' : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

function span(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
