import type { Reached } from '../../core/doctor/observed.ts';
import type { Clock } from '../../ports.ts';
import { networkRemedy } from '../http/network-remedy.ts';

const patienceMs = 15_000;

/**
 * Whether something answers at an address, with whatever status, and what its clock says. Nothing secret is sent.
 */
export async function reach(
  what: string,
  address: string,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal | undefined,
): Promise<Reached> {
  const { host } = new URL(address);
  const patience = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(address, {
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    const ours = clock.now().getTime();
    await response.body?.cancel();
    const theirs = Date.parse(response.headers.get('date') ?? '');
    return { host, what, ...(Number.isNaN(theirs) ? {} : { clock: { theirs, ours } }) };
  } catch (error) {
    signal?.throwIfAborted();
    const said = patience.aborted ? `no answer within ${patienceMs / 1000} seconds` : causeOf(error);
    return { host, what, problem: { message: said, remedy: networkRemedy(said) } };
  }
}

/** What `fetch` says is `fetch failed`; what happened is in the errors that caused it. */
function causeOf(error: unknown): string {
  const causes: Error[] = [];
  for (let each = error; each instanceof Error && causes.length < 5; each = each.cause) causes.push(each);
  const said = causes.map(({ message }) => message).findLast((each) => each !== '') ?? String(error);
  const code =
    causes.map((each) => ('code' in each && typeof each.code === 'string' ? each.code : '')).find(Boolean) ??
    '';
  return said.includes(code) ? said : `${said} (${code})`;
}
