import { describe, expect, it } from 'vitest';
import { formats } from '../../src/diagnostics/formats.ts';
import { numberFormats, stringFormats } from '../../src/schema/formats/formats.ts';
import { treeFormats } from '../../src/schema/tree/tree-formats.ts';
import { confmanKeywords } from '../../src/schema/keywords/keywords.ts';
import { snapshotFormats } from '../../src/snapshot/formats.ts';
import { settingsSchema } from '../../src/workspace/settings-schema.ts';
import { withGenerated } from './generated-part.ts';
import { markdownTable } from './markdown-table.ts';
import { pageDifferences, readPageText } from './repository-page.ts';

interface Property {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly maximum?: number;
  readonly description: string;
}

function differences(page: string, parts: Readonly<Record<string, string>>): string[] {
  const wanted = Object.entries(parts).reduce((text, [name, content]) => withGenerated(text, name, content), readPageText(page));
  return pageDifferences(page, wanted);
}

function typeText({ $ref, type, enum: choices, maximum }: Property): string {
  if (choices !== undefined) return choices.map((each) => `\`"${each}"\``).join(', ');
  if ($ref === '#/$defs/folder') return 'folder';
  return `${$ref === '#/$defs/count' ? 'count' : (type ?? '')}${maximum === undefined ? '' : ` to ${maximum}`}`;
}

function settingsTable(properties: Readonly<Record<string, Property>>): string {
  const rows = Object.entries(properties).map(([key, property]) => [
    `\`${key}\``,
    typeText(property),
    property.default === undefined ? '' : `\`${JSON.stringify(property.default)}\``,
    property.description,
  ]);
  return markdownTable(['key', 'type', 'default', 'what'], rows);
}

function codeList(names: readonly string[]): string {
  return `${names.map((name) => `\`${name}\``).join(', ')}\n`;
}

describe('tables of the guides hold what the program has', () => {
  it('settings', () => {
    const { limits, ...properties } = settingsSchema.properties;
    const shown = { ...properties, limits: { ...limits, description: `${limits.description} See below.` } };
    const mounts = settingsTable(settingsSchema.properties.mounts.items.properties);
    const tables = { settings: settingsTable(shown), mounts, limits: settingsTable(limits.properties) };
    expect(differences('docs/settings.md', tables)).toEqual([]);
  });

  it('formats of findings', () => {
    const rows = Object.entries(formats).map(([name, { summary }]) => [`\`${name}\``, summary]);
    expect(differences('docs/output.md', { formats: markdownTable(['format', 'what'], rows) })).toEqual([]);
  });

  it('keywords and formats of schemas', () => {
    const rows = confmanKeywords.map(({ name, expected }) => [`\`${name}\``, expected]);
    const parts = {
      keywords: markdownTable(['keyword', 'takes'], rows),
      'string-formats': codeList(Object.keys(stringFormats)),
      'number-formats': codeList(Object.keys(numberFormats)),
      'tree-formats': codeList([...treeFormats.keys()]),
    };
    expect(differences('docs/schemas.md', parts)).toEqual([]);
  });

  it('says what every keyword means', () => {
    const text = readPageText('docs/schemas.md');
    expect(confmanKeywords.filter(({ name }) => !text.includes(`**\`${name}\`**`)).map(({ name }) => name)).toEqual([]);
  });

  it('names every snapshot format', () => {
    const text = readPageText('docs/snapshots.md');
    expect(Object.keys(snapshotFormats).filter((name) => !text.includes(`\n| \`${name}\` `))).toEqual([]);
  });
});
