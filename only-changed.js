// Files that are made anew but are the same stay as they are, so that what is made from them is not made again.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export async function writeIfChanged(file, content) {
  if (!(await holds(file, content))) {
    await writeFile(file, content);
  }
}

/** For Vite, which would empty its folder and write everything: leaves alone what is there already, and removes only what is gone. */
export function onlyChanged() {
  let folder;
  return {
    name: 'only-changed',
    apply: 'build',
    enforce: 'post',
    config: () => ({ build: { emptyOutDir: false } }),
    configResolved({ root, build }) {
      folder = path.resolve(root, build.outDir);
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const made = new Set(Object.keys(bundle).map((name) => path.join(folder, name)));
        for (const [name, output] of Object.entries(bundle)) {
          if (await holds(path.join(folder, name), output.type === 'chunk' ? output.code : output.source)) {
            delete bundle[name];
          }
        }
        for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
          const file = path.join(entry.parentPath, entry.name);
          if (entry.isFile() && !made.has(file)) {
            await rm(file);
          }
        }
      },
    },
  };
}

async function holds(file, content) {
  const there = await readFile(file).catch(() => undefined);
  return there?.equals(Buffer.from(content)) ?? false;
}
