import { writeFileSync } from 'node:fs';

/** Loaded before a program with `--import`: writes what the process used to the file named in MEASURE_FILE. */
const began = performance.now();
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const file = process.env['MEASURE_FILE'];
  if (file === undefined) return;
  writeFileSync(
    file,
    JSON.stringify({
      wallSeconds: (performance.now() - began) / 1000,
      cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
      peakMiB: maxRSS / 1024,
    }),
  );
});
