/** Builds the web page into `dist/dashboard/`. Run by `npm run build`, and by a checkout when the page is first asked for. */
import { dirname, join } from 'node:path';
import { build } from 'vite';

const root = dirname(import.meta.dirname);

/** Builds the page. No file of it asks for anything from elsewhere. */
export const buildPage = async (): Promise<void> => {
  await build({
    root: join(root, 'src/dashboard/page'),
    configFile: false,
    logLevel: 'warn',
    base: './',
    build: {
      outDir: join(root, 'dist/dashboard'),
      emptyOutDir: true,
      // A picture within a style sheet would need a wider policy.
      assetsInlineLimit: 0,
      modulePreload: false,
      target: 'es2022',
    },
  });
};

if (import.meta.main) await buildPage();
