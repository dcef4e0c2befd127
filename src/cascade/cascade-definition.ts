import { diagnostic, type Diagnostic, type Outcome } from '../diagnostics/diagnostic.ts';
import { parseDocumentId, type DocumentId } from '../model/document-id.ts';
import type { JsonObject } from '../model/json.ts';
import { escapeToken, formatPointer, parsePointer } from '../model/pointer.ts';
import type { Site, Source } from '../model/source.ts';
import { parseTemplate, type Template } from '../model/template.ts';
import { parseInstancePattern, type InstancePattern } from './instance-pattern.ts';
import type { ArrayStrategy, MergeRule } from './merge-rules.ts';

export interface LayerDefinition {
  readonly id: Template;
  readonly name: string | undefined;
  readonly optional: boolean;
  /** Places that later layers may not change, with where that is said. */
  readonly finals: readonly { readonly tokens: readonly string[]; readonly site: Site }[];
  readonly site: Site;
}

/** One list for all layers without any, so that layers of different cascades can be the same layer. */
export const noFinals: LayerDefinition['finals'] = [];

/** A cascade document read: its own part, without what it extends. */
export interface CascadeDefinition {
  readonly id: DocumentId;
  readonly site: Site;
  readonly instances: InstancePattern | undefined;
  readonly schema: { readonly reference: Template; readonly site: Site } | undefined;
  readonly extends: { readonly id: DocumentId; readonly site: Site } | undefined;
  readonly layers: readonly LayerDefinition[];
  readonly merge: readonly MergeRule[];
}

interface Written {
  readonly instances?: string;
  readonly schema?: string;
  readonly extends?: string;
  readonly layers?: readonly {
    readonly id: string;
    readonly name?: string;
    readonly optional?: boolean;
    readonly final?: readonly string[];
  }[];
  readonly merge?: Readonly<Record<string, string | { readonly strategy: string; readonly key?: string }>>;
}

/**
 * @param value of a document whose shape `cascadeSchema` has accepted
 * @returns undefined where the `instances` pattern cannot be read
 */
export function readCascade(id: DocumentId, source: Source, value: JsonObject): Outcome<CascadeDefinition | undefined> {
  const written = value as Written;
  const diagnostics: Diagnostic[] = [];
  const site = (...tokens: readonly string[]): Site => ({ source, pointer: formatPointer(tokens), at: 'value' });
  const instances = written.instances === undefined ? undefined : readPattern(written.instances, site('instances'), diagnostics);
  // Without its pattern nobody knows whom it is for, and every capture would seem to be unknown.
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  const definition: CascadeDefinition = {
    id,
    site: site(),
    instances,
    schema: written.schema === undefined ? undefined : readSchema(written.schema, site('schema'), diagnostics),
    extends: written.extends === undefined ? undefined : readExtends(written.extends, site('extends'), diagnostics),
    layers: (written.layers ?? []).flatMap((layer, i) =>
      readLayer(layer, (...tokens) => site('layers', String(i), ...tokens), diagnostics),
    ),
    merge: Object.entries(written.merge ?? {}).flatMap(([pointer, how]) =>
      readMerge(pointer, how, { source, pointer: `/merge/${escapeToken(pointer)}`, at: 'key' }, diagnostics),
    ),
  };
  return { value: definition, diagnostics };
}

function readPattern(text: string, site: Site, diagnostics: Diagnostic[]): InstancePattern | undefined {
  const pattern = parseInstancePattern(text);
  if ('segments' in pattern) return pattern;
  diagnostics.push(
    diagnostic(
      'cascade/bad-pattern',
      { pattern: text, reason: pattern.reason },
      { site, hint: 'Write it like apps/billing/{region}-{n}' },
    ),
  );
  return undefined;
}

function readSchema(text: string, site: Site, diagnostics: Diagnostic[]): CascadeDefinition['schema'] {
  const reference = readTemplate(text, site, diagnostics);
  return reference && { reference, site };
}

function readExtends(text: string, site: Site, diagnostics: Diagnostic[]): CascadeDefinition['extends'] {
  const id = parseDocumentId(text);
  if (id !== undefined) return { id, site };
  diagnostics.push(
    diagnostic('cascade/bad-layer-id', { layer: text }, { site, hint: 'Write the id of a cascade, such as cascades/platform' }),
  );
  return undefined;
}

function readTemplate(text: string, site: Site, diagnostics: Diagnostic[]): Template | undefined {
  const template = parseTemplate(text);
  if (template === undefined)
    diagnostics.push(diagnostic('cascade/bad-layer-id', { layer: text }, { site, hint: 'Write placeholders as {name}' }));
  return template;
}

function readLayer(
  written: NonNullable<Written['layers']>[number],
  site: (...tokens: readonly string[]) => Site,
  diagnostics: Diagnostic[],
): LayerDefinition[] {
  const id = readTemplate(written.id, site('id'), diagnostics);
  const finals = (written.final ?? []).flatMap((text, i) => {
    const tokens = readPointer(text, site('final', String(i)), diagnostics);
    return tokens === undefined ? [] : [{ tokens, site: site('final', String(i)) }];
  });
  return id === undefined
    ? []
    : [
        {
          id,
          name: written.name,
          optional: written.optional ?? false,
          finals: finals.length === 0 ? noFinals : finals,
          site: site('id'),
        },
      ];
}

function readPointer(text: string, site: Site, diagnostics: Diagnostic[]): readonly string[] | undefined {
  const tokens = parsePointer(text);
  if (tokens === undefined)
    diagnostics.push(
      diagnostic(
        'cascade/bad-pointer',
        { pointer: text },
        { site, hint: `Write ${JSON.stringify(text.replaceAll(/~(?![01])/g, '~0'))}` },
      ),
    );
  return tokens;
}

function readMerge(
  pointer: string,
  how: string | { readonly strategy: string; readonly key?: string },
  site: Site,
  diagnostics: Diagnostic[],
): MergeRule[] {
  const pattern = readPointer(pointer, site, diagnostics);
  if (pattern === undefined) return [];
  if (typeof how === 'string') return [{ pattern, strategy: how as ArrayStrategy }];
  const strategy =
    how.strategy === 'byKey' ? { strategy: 'byKey' as const, key: how.key as string } : (how.strategy as ArrayStrategy);
  return [{ pattern, strategy }];
}
