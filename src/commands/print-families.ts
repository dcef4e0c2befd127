import { painter } from '../diagnostics/painter.ts';
import { counted } from '../diagnostics/sentence.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { ListedFamily, ListedVersion } from '../pipeline/evolution/list-families.ts';
import { unreachable } from '../model/unreachable.ts';

export interface FamiliesView {
  readonly families: readonly ListedFamily[];
  /** The schema sequence of the protected branch. */
  readonly sequence: number;
  /** What the versions were held against; undefined where there is nothing. */
  readonly base: string | undefined;
}

export function familiesJson({ families, sequence, base }: FamiliesView): string {
  const shown = families.map(({ id, compatibility, transitive, owner, description, versions }) => ({
    id,
    compatibility,
    transitive,
    owner: owner ?? null,
    description: description ?? null,
    versions: versions.map((version) => ({ ...version, schemaSequence: version.schemaSequence ?? null })),
  }));
  return `${JSON.stringify({ formatVersion: 1, schemaSequence: sequence, base: base ?? null, families: shown }, null, 2)}\n`;
}

export function familiesText({ families, sequence, base }: FamiliesView, colour: boolean): string {
  const paint = painter(colour);
  const lines = families.flatMap((family) => [
    headline(family, paint),
    ...(family.description === undefined ? [] : [`  ${paint.dim(visibleText(family.description))}`]),
    ...rows(family.versions).map((row) => `  ${row}`),
  ]);
  const versions = families.reduce((sum, family) => sum + family.versions.length, 0);
  const held = base === undefined ? 'nothing to hold them against' : `held against ${visibleText(base)}`;
  const count = `${families.length} ${families.length === 1 ? 'family' : 'families'}, ${counted(versions, 'version')}`;
  return `${[...lines, paint.dim(`${count}; ${held}; schema sequence ${sequence}`)].join('\n')}\n`;
}

function headline({ id, compatibility, transitive, owner }: ListedFamily, paint: ReturnType<typeof painter>): string {
  const mode = transitive ? `${compatibility}, transitive` : compatibility;
  return `${paint.bold(id)}  ${mode}${owner === undefined ? '' : `  ${paint.cyan(visibleText(owner))}`}`;
}

function rows(versions: readonly ListedVersion[]): string[] {
  const width = Math.max(0, ...versions.map(({ version }) => version.length));
  const words = versions.map(statusWords);
  const wordWidth = Math.max(0, ...words.map((each) => each.length));
  return versions.map(({ version, apps }, i) =>
    `${version.padEnd(width)}  ${(words[i] as string).padEnd(wordWidth)}  ${apps === 0 ? '' : counted(apps, 'app')}`.trimEnd(),
  );
}

function statusWords({ status }: ListedVersion): string {
  switch (status) {
    case 'kept':
      return 'kept';
    case 'new':
      return 'new';
    case 'edited':
      return 'edited!';
    case 'removed':
      return 'removed!';
    case 'unknown':
      return '';
    default:
      return unreachable(status);
  }
}
