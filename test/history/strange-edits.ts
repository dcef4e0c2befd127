import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Edit } from '../pipeline/incremental/arbitrary-edits.ts';
import { put } from '../pipeline/incremental/sandbox.ts';

const writing = (path: string, text: string): Edit => ({ what: path, apply: (folder) => put(folder, { [path]: text }) });
const removing = (path: string): Edit => ({
  what: `no ${path}`,
  apply: (folder) => rmSync(join(folder, path), { recursive: true, force: true }),
});

/** What spoils a tree as a whole, and what mends it. */
export const strangeEdits: fc.Arbitrary<Edit> = fc.constantFrom<Edit>(
  writing('configs/frag/net.yml', 'a: 1\n'),
  removing('configs/frag/net.yml'),
  writing('configs/frag/NET.json', '{}'),
  removing('configs/frag/NET.json'),
  writing('configs/frag/not an id.json', '{}'),
  removing('configs/frag/not an id.json'),
  writing('configs/frag/README.md', 'x'),
  writing('confman.json5', '{ nonsense: 1 }'),
  writing('confman.json5', '{ vars: { stage: "prod" } }'),
  writing('confman.json5', '{ mounts: [{ at: "system/stage", from: "platform" }] }'),
  removing('confman.json5'),
  removing('platform'),
  writing('platform/prod.json5', '{ a: 2 }'),
  {
    what: 'a link',
    apply: (folder) => {
      const link = join(folder, 'configs/frag/link.json5');
      if (existsSync(join(folder, 'configs/frag')) && !existsSync(link)) symlinkSync('net.json5', link);
    },
  },
  removing('configs/frag/link.json5'),
);
