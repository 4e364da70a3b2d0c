import { GraphFault } from '../../src/emulator/errors.ts';

/** `null` when the call returns; the refusal, as status, code and message, when it throws what Graph would answer. */
export function refusal(run: () => unknown): { status: number; code: string; message: string } | null {
  try {
    run();
    return null;
  } catch (error) {
    if (!(error instanceof GraphFault)) throw error;
    return { status: error.status, code: error.code, message: error.message };
  }
}
