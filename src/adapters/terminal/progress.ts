export interface Progress {
  show(text: string): void;
  /** Takes the line away, before something else is written or at the end. */
  clear(): void;
}

export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** What is quicker needs no progress. */
const quietMs = 1_000;
const betweenLinesMs = 10_000;

/**
 * Progress of what takes longer than a second: on a terminal one line that is replaced by the next, elsewhere a plain
 * line every ten seconds at most, so that a log stays readable.
 */
export function progressOn(output: ProgressOutput): Progress {
  return output.isTTY === true ? replacedLine(output) : plainLines(output);
}

function replacedLine(output: ProgressOutput): Progress {
  let latest = '';
  let visible = false;
  let since: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    const [line = ''] = latest.split('\n');
    // A line that wraps could not be taken back.
    output.write(`\r\u001b[2K${line.slice(0, Math.max(1, (output.columns ?? 80) - 1))}`);
    visible = true;
  };
  return {
    show(text) {
      latest = text;
      since ??= Date.now();
      const left = since + quietMs - Date.now();
      if (left <= 0) return draw();
      timer ??= setTimeout(draw, left).unref();
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
      since = undefined;
      if (visible) output.write('\r\u001b[2K');
      visible = false;
    },
  };
}

function plainLines(output: ProgressOutput): Progress {
  let since: number | undefined;
  let last = -Infinity;
  return {
    show(text) {
      const now = Date.now();
      since ??= now;
      if (now - since < quietMs || now - last < betweenLinesMs) return;
      last = now;
      output.write(`${text}\n`);
    },
    clear() {
      since = undefined;
    },
  };
}
