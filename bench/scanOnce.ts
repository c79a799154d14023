import { scanFile } from '../src/evidence/scan/scanFile.ts';
import { needles } from '../src/spec/needles.ts';

/** `node bench/scanOnce.ts LOG [WORKERS]`: scans and prints how many lines were found; the program that bench/scan.ts measures. */
const [path, workers] = process.argv.slice(2);
let found = 0;
const { lines } = await scanFile(path!, {
  needles,
  onLines: (more) => {
    found += more.length;
  },
  ...(workers === undefined ? {} : { workers: Number(workers) }),
});
console.log(`${found} of ${lines} lines`);
