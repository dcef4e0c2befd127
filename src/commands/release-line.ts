import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';

export interface ReleaseFacts {
  readonly commit: string | null;
  readonly sequence: number;
  readonly apps: number;
  readonly schemas: number;
}

/** `out: 29 apps and 12 schemas of commit 1a2b3c4d5e6f, schema sequence 3` */
export function releaseLine(shown: string, { commit, sequence, apps, schemas }: ReleaseFacts): string {
  const source = commit === null ? 'the working tree' : `commit ${commit.slice(0, 12)}`;
  return `${visibleText(shown)}: ${counted(apps, 'app')} and ${counted(schemas, 'schema')} of ${source}, schema sequence ${sequence}`;
}
