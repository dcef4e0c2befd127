import { diagnostic, type Diagnostic, type Where } from '../diagnostics/diagnostic.ts';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import { compareKeys } from '../model/canonical-json.ts';
import type { DocumentId } from '../model/document-id.ts';
import { isArray, setMember, type JsonArray, type JsonObject, type JsonValue } from '../model/json.ts';
import { isLayerArray, isLayerObject, kindWord, Patch, type LayerObject, type LayerValue } from '../model/layer-value.ts';
import { nearestNames } from '../model/nearest-names.ts';
import { formatPointer, type Pointer } from '../model/pointer.ts';
import { childrenOf, traceOf, type Hop, type Origin, type Trace } from '../model/provenance.ts';
import type { Site } from '../model/source.ts';
import { heightOfInlined, throughHop, type Inlined, type RawDocument } from './inlined.ts';
import { readReference } from './read-reference.ts';
import type { Reference } from './reference.ts';
import type { Variables } from '../model/variables.ts';
import { RecordingVariables } from './recording-variables.ts';

const directives = ['$unset', '$replace', '$append', '$prepend', '$union'] as const;
const directiveNames: readonly string[] = ['$ref', ...directives];
type Directive = (typeof directives)[number];

export interface PartLimits {
  readonly resolvedDepth: number;
  readonly resolvedBytes: number;
}

/** What inlining one part needs from the rest of the resolver. */
export interface PartHost {
  readonly recording: boolean;
  readonly limits: PartLimits;
  /** The target of a reference by its text, where that is known to be the same for everyone and fits at this depth. */
  settled(text: string, depth: number): Inlined | undefined;
  target(reference: Reference, from: RawDocument, variables: Variables, hop: Hop, depth: number): Inlined;
  /** Keys beside a `$ref`, merged over its target by the cascade's own merge. */
  overlay(
    target: Inlined,
    siblings: LayerObject,
    trace: Trace | undefined,
  ): { value: LayerValue; trace: Trace | undefined; diagnostics: readonly Diagnostic[]; flagged: boolean };
}

/** Inlines one part of one document: copies only what references or directives change. */
export class InlinePart {
  readonly #host: PartHost;
  readonly #document: RawDocument;
  readonly #variables: RecordingVariables;
  readonly #path: string[];
  readonly #dependencies = new Set<DocumentId>();
  readonly #diagnostics = new Set<Diagnostic>();
  #trace: Trace | undefined;
  #patches = false;
  #indexKeys: boolean;
  #broken = false;
  #flagged = false;
  #weight = 0;
  #height = 0;
  #reach = 0;
  #tooLarge = false;
  readonly #taken = new Set<Inlined>();

  constructor(host: PartHost, document: RawDocument, variables: Variables, tokens: readonly string[]) {
    this.#host = host;
    this.#document = document;
    this.#variables = new RecordingVariables(variables);
    this.#path = [...tokens];
    this.#indexKeys = document.indexKeys;
    this.#dependencies.add(document.id);
    for (const finding of document.diagnostics) this.#diagnostics.add(finding);
  }

  run(raw: JsonValue, depth: number): Inlined {
    const value = this.#node(raw, depth);
    const trace = this.#host.recording ? (this.#trace ?? traceOf(this.#origin())) : undefined;
    return {
      value,
      trace,
      patches: this.#patches,
      indexKeys: this.#indexKeys,
      weight: this.#weight,
      height: this.#height - depth,
      reach: this.#reach,
      dependencies: [...this.#dependencies],
      asked: this.#variables.asked,
      diagnostics: [...this.#diagnostics],
      broken: this.#broken,
      flagged: this.#flagged,
    };
  }

  /** Leaves in `#trace` the provenance where it is not simply this place of the document. */
  #node(raw: JsonValue, depth: number): LayerValue {
    this.#trace = undefined;
    if (depth > this.#height) this.#height = depth;
    this.#weight += typeof raw === 'string' ? raw.length + 3 : 8;
    if (typeof raw === 'object' && raw !== null) return isArray(raw) ? this.#array(raw, depth + 1) : this.#object(raw, depth + 1);
    return raw;
  }

  #array(raw: JsonArray, depth: number): LayerValue {
    let result: LayerValue[] | undefined;
    let traces: Map<string, Trace> | undefined;
    for (let i = 0; i < raw.length; i++) {
      this.#path.push(String(i));
      const value = this.#node(raw[i] as JsonValue, depth);
      traces = this.#noteTrace(traces, String(i), raw);
      this.#path.pop();
      if (value !== raw[i]) (result ??= [...raw])[i] = value;
    }
    this.#setTrace(traces);
    return result ?? raw;
  }

  #object(raw: JsonObject, depth: number): LayerValue {
    const keys = Object.keys(raw);
    let dollar = false;
    for (const key of keys) if (key.charCodeAt(0) === 36) dollar = true;
    if (dollar) {
      if (Object.hasOwn(raw, '$ref')) return this.#reference(raw, depth);
      const directive = directives.find((name) => Object.hasOwn(raw, name));
      if (directive !== undefined) return this.#directive(raw, directive, depth);
    }
    return this.#members(raw, keys, dollar, depth);
  }

  #members(raw: JsonObject, keys: readonly string[], dollar: boolean, depth: number, partial = false): LayerValue {
    let result: Record<string, LayerValue> | undefined;
    let traces: Map<string, Trace> | undefined;
    if (dollar || partial) result = {};
    for (const key of keys) {
      const name = dollar ? this.#plainName(key) : key;
      if (name === undefined) continue;
      this.#weight += key.length + 4;
      this.#path.push(key);
      const value = this.#node(raw[key] as JsonValue, depth);
      if (dollar && this.#host.recording) this.#trace ??= traceOf(this.#origin());
      traces = this.#noteTrace(traces, name, raw);
      this.#path.pop();
      if (result !== undefined) setMember(result, name, value);
      else if (value !== raw[key]) (result = { ...raw } as Record<string, LayerValue>)[key] = value;
    }
    this.#setTrace(traces);
    return dollar && result !== undefined ? inOrder(result) : (result ?? raw);
  }

  /** `$$x` writes a literal `$x`; any other `$` key that is no directive is a mistake. */
  #plainName(key: string): string | undefined {
    if (key.charCodeAt(0) !== 36) return key;
    if (key.charCodeAt(1) === 36) return key.slice(1);
    const near = key === '$schema' ? [] : nearestNames(key, directiveNames, 1);
    const hint =
      key === '$schema'
        ? 'Move $schema to the root of the document'
        : `Write ${near[0] === undefined ? '' : `${near[0]} for the directive, or `}$${key} for a literal key`;
    this.#path.push(key);
    this.#fail('cascade/unknown-directive', { key }, { site: this.#site('key'), hint });
    this.#path.pop();
    return undefined;
  }

  #directive(raw: JsonObject, name: Directive, depth: number): LayerValue {
    const siblings = Object.keys(raw).filter((key) => key !== name);
    const operand = raw[name] as JsonValue;
    if (name === '$unset') return this.#unset(raw, siblings, operand, depth);
    if (siblings.length > 0) return this.#siblingsRefused(name, siblings);
    const broken = this.#broken;
    this.#broken = false;
    this.#path.push(name);
    const value = this.#node(operand, depth);
    const inner = this.#trace;
    if (name !== '$replace' && !isLayerArray(value) && !this.#broken) this.#notAnArray(name, value);
    this.#path.pop();
    const unusable = this.#broken;
    this.#broken ||= broken;
    if (unusable) return null;
    this.#patches = true;
    if (inner !== undefined && this.#host.recording)
      this.#trace = { ...traceOf(this.#origin()), children: new Map([[name, inner]]) };
    return new Patch(name.slice(1) as 'replace' | 'append' | 'prepend' | 'union', value);
  }

  #notAnArray(directive: Directive, value: LayerValue): void {
    this.#fail(
      'cascade/directive-value',
      { directive, expected: 'an array', kind: kindWord(value) },
      { site: this.#site('value'), hint: `Write { ${directive}: [..] }` },
    );
  }

  #unset(raw: JsonObject, siblings: readonly string[], operand: JsonValue, depth: number): LayerValue {
    if (operand !== true) {
      this.#path.push('$unset');
      this.#fail(
        'cascade/directive-value',
        { directive: '$unset', expected: 'true', kind: operand === false ? 'false' : kindWord(operand) },
        { site: this.#site('value'), hint: 'Write { $unset: true }' },
      );
      this.#path.pop();
    }
    if (siblings.some((key) => key.startsWith('$') && !key.startsWith('$$'))) return this.#siblingsRefused('$unset', siblings);
    this.#patches = true;
    if (siblings.length === 0) return new Patch('unset', null);
    const dollar = siblings.some((key) => key.startsWith('$'));
    const element = this.#members(raw, siblings, dollar, depth, true);
    this.#trace = undefined;
    return new Patch('element-unset', element);
  }

  #siblingsRefused(directive: string, siblings: readonly string[]): LayerValue {
    this.#fail(
      'cascade/directive-with-siblings',
      { directive, siblings },
      { site: this.#site('value'), hint: `Move the other keys out of the object, or remove ${directive}` },
    );
    return null;
  }

  #reference(raw: JsonObject, depth: number): LayerValue {
    const text = raw['$ref'] as JsonValue;
    const beside = Object.keys(raw).filter((key) => key !== '$ref');
    const directive = beside.find((key) => (directives as readonly string[]).includes(key));
    if (directive !== undefined) return this.#siblingsRefused(directive, ['$ref', ...beside.filter((key) => key !== directive)]);
    const target = this.#targetOf(text, depth);
    if (target === undefined) return null;
    if (beside.length > 0) return this.#overlaid(target, raw, beside, text as string, depth);
    this.#trace = target.trace;
    return target.value;
  }

  /** What a reference stands for, seen through it; undefined, with findings, where it cannot be used. */
  #targetOf(text: JsonValue, depth: number): Inlined | undefined {
    const settled = typeof text === 'string' ? this.#host.settled(text, depth) : undefined;
    if (settled !== undefined) return this.#take(settled, depth);
    const site = this.#referenceSite();
    const reference = readReference(text, site, this.#document.id, this.#variables);
    if ('code' in reference) {
      this.#note(reference);
      return undefined;
    }
    const hop: Hop = { document: this.#document.id, site, target: text as string };
    const target = this.#take(this.#host.target(reference, this.#document, this.#variables, hop, depth), depth);
    return target?.trace === undefined ? target : { ...target, trace: throughHop(target.trace, hop, this.#site('key')) };
  }

  #referenceSite(): Site {
    return { source: this.#document.source, pointer: `${this.#pointer()}/$ref`, at: 'value' };
  }

  #overlaid(target: Inlined, raw: JsonObject, names: readonly string[], text: string, depth: number): LayerValue {
    if (!isLayerObject(target.value)) {
      this.#fail(
        'resolver/siblings-of-non-object',
        { target: text, kind: kindWord(target.value) },
        { site: this.#referenceSite(), hint: `Remove ${names.join(', ')}, or refer to an object` },
      );
      return null;
    }
    const dollar = names.some((key) => key.startsWith('$'));
    const over = this.#members(raw, names, dollar, depth, true);
    const merged = this.#host.overlay(
      target,
      over as LayerObject,
      this.#host.recording ? (this.#trace ?? traceOf(this.#origin())) : undefined,
    );
    for (const finding of merged.diagnostics) this.#note(finding);
    this.#flagged ||= merged.flagged;
    this.#trace = merged.trace;
    return merged.value;
  }

  /** Adds what a target brings along; undefined where it cannot be used. */
  #take(target: Inlined, depth: number): Inlined | undefined {
    if (!this.#taken.has(target)) this.#takeAlong(target);
    this.#reach = Math.max(this.#reach, target.reach + 1);
    if (target.broken) {
      this.#broken = true;
      return undefined;
    }
    this.#weight += target.weight;
    this.#height = Math.max(this.#height, depth + heightOfInlined(target));
    const { resolvedBytes } = this.#host.limits;
    if (this.#weight > resolvedBytes && !this.#tooLarge) {
      this.#tooLarge = true;
      this.#fail(
        'resolver/too-large',
        { limit: resolvedBytes },
        {
          site: this.#referenceSite(),
          hint: 'Refer to fewer or smaller documents, or raise limits.resolvedBytes in confman.json5',
        },
      );
    }
    return this.#tooLarge ? undefined : target;
  }

  /** Once for each target, however often it is referred to. */
  #takeAlong(target: Inlined): void {
    this.#taken.add(target);
    for (const id of target.dependencies) this.#dependencies.add(id);
    for (const name of target.asked.keys()) this.#variables.get(name);
    for (const finding of target.diagnostics) this.#diagnostics.add(finding);
    this.#flagged ||= target.flagged;
    this.#patches ||= target.patches;
    this.#indexKeys ||= target.indexKeys;
  }

  #fail(...[code, args, where]: FailArguments): void {
    this.#broken = true;
    this.#diagnostics.add(diagnostic(code as never, args as never, where));
  }

  #note(finding: Diagnostic): void {
    this.#broken ||= finding.severity === 'error';
    this.#diagnostics.add(finding);
  }

  #noteTrace(traces: Map<string, Trace> | undefined, name: string, raw: JsonObject | JsonArray): Map<string, Trace> | undefined {
    if (this.#trace === undefined || !this.#host.recording) return traces;
    const key = this.#path.pop() as string;
    const all =
      traces ??
      (Object.keys(raw).some((each) => each.startsWith('$'))
        ? new Map<string, Trace>()
        : childrenOf(traceOf(this.#origin()), raw));
    this.#path.push(key);
    return all.set(name, this.#trace);
  }

  #setTrace(traces: Map<string, Trace> | undefined): void {
    this.#trace = traces === undefined ? undefined : { ...traceOf(this.#origin()), children: traces };
  }

  #pointer(): Pointer {
    return formatPointer(this.#path);
  }

  #origin(): Origin {
    const { id, source } = this.#document;
    return { document: id, source, pointer: this.#pointer(), via: [], layer: undefined };
  }

  #site(at: 'key' | 'value'): Site {
    return { source: this.#document.source, pointer: this.#pointer(), at };
  }
}

type FailArguments = [code: DiagnosticCode, args: Readonly<Record<string, unknown>>, where: Where];

function inOrder(object: Readonly<Record<string, LayerValue>>): LayerObject {
  const result: Record<string, LayerValue> = {};
  for (const key of Object.keys(object).sort(compareKeys)) setMember(result, key, object[key] as LayerValue);
  return result;
}

/** A document without references: itself. */
export function plainResult(document: RawDocument, value: JsonValue, tokens: readonly string[], recording: boolean): Inlined {
  const origin: Origin = {
    document: document.id,
    source: document.source,
    pointer: formatPointer(tokens),
    via: [],
    layer: undefined,
  };
  return {
    value,
    trace: recording ? traceOf(origin) : undefined,
    patches: false,
    indexKeys: document.indexKeys,
    weight: document.source.text.length,
    height: undefined,
    reach: 0,
    dependencies: [document.id],
    asked: new Map(),
    diagnostics: document.diagnostics,
    broken: false,
    flagged: false,
  };
}
