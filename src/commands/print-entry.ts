import { visibleText } from '../diagnostics/visible-text.ts';
import { prettyJson } from '../model/canonical-json.ts';
import type { JsonValue } from '../model/json.ts';
import type { ConfigEntry, DraftValue, PublishedValue } from '../publish/entry/config-entry.ts';

/** For programs. The shape is documented in `docs/commands/get.md`. */
export function entryJson(entry: ConfigEntry): string {
  return `${JSON.stringify({ formatVersion: 1, entry }, null, 2)}\n`;
}

/** For people: what it is, what is in force, and what is asked for. */
export function entryText({ namespace, key, type, description, published, draft, metadata }: ConfigEntry): string {
  const { created, createdBy, tags } = metadata;
  const rows: (readonly [name: string, text: string])[] = [
    ['type', type],
    ...(description === null ? [] : [['description', visibleText(description, 200)] as const]),
    ['namespace', namespace === null ? 'none' : visibleText(namespace)],
    ...(tags.length === 0 ? [] : [['tags', tags.map((tag) => visibleText(tag, 100)).join(', ')] as const]),
    ['published', published === null ? 'never' : publishedText(published)],
    ['draft', draft === null ? 'none' : draftText(draft)],
    ['created', created === null ? 'not yet' : `${created} by ${visibleText(createdBy ?? '')}`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return `${[visibleText(key, 400), ...rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)].join('\n')}\n`;
}

function publishedText({ value, version, publishedAt, publishedBy, publishRequestId }: PublishedValue): string {
  const request = publishRequestId === null ? '' : `, request ${visibleText(publishRequestId, 100)}`;
  return `${valueText(value)}  ${versionText(version)}${publishedAt} by ${visibleText(publishedBy)}${request}`;
}

function draftText({ value, removed, version, state, updatedAt, updatedBy, publishRequestId }: DraftValue): string {
  const shown = removed ? 'removed' : valueText(value);
  const said = `${state.replace('_', ' ')}, ${updatedAt} by ${visibleText(updatedBy)}`;
  return `${shown}  ${versionText(version)}request ${visibleText(publishRequestId, 100)}, ${said}`;
}

function versionText(version: number | null): string {
  return version === null ? '' : `v${version}, `;
}

function valueText(value: JsonValue): string {
  return visibleText(prettyJson(value).replaceAll(/\s*\n\s*/g, ' '), 200);
}
