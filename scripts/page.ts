/** Builds the web page into `dist/dashboard/`. Run by `npm run build`, and by a checkout when the page is first asked for. */
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'vite';

const root = dirname(import.meta.dirname);
const place = join(root, 'dist/dashboard');

/** Builds the page. No file of it asks for anything from elsewhere. Whoever reads it meanwhile finds a whole one. */
export const buildPage = async (): Promise<void> => {
  const made = `${place}-${process.pid}`;
  await build({
    root: join(root, 'src/dashboard/page'),
    configFile: false,
    logLevel: 'warn',
    base: './',
    build: {
      outDir: made,
      emptyOutDir: true,
      // A picture within a style sheet would need a wider policy.
      assetsInlineLimit: 0,
      modulePreload: false,
      target: 'es2022',
    },
  });
  await rm(place, { recursive: true, force: true });
  // Somebody else's, made from the same sources, is as good.
  await rename(made, place).catch(() => rm(made, { recursive: true, force: true }));
};

if (import.meta.main) await buildPage();
