import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareKeys } from '../model/canonical-json.ts';
import { isArray, setMember, type JsonArray, type JsonObject, type JsonValue } from '../model/json.ts';
import { isLayerArray, isLayerObject, Patch, type LayerObject, type LayerValue } from '../model/layer-value.ts';
import { formatPointer, type Pointer } from '../model/pointer.ts';
import { childrenOf, traceOf, type Hop, type Origin, type Trace } from '../model/provenance.ts';
import type { Site } from '../model/source.ts';
import { BroughtAlong } from './brought-along.ts';
import { heightOfInlined, throughHop, type Inlined, type RawDocument } from './inlined.ts';
import { operandExpected, siblingsOfDirective, siblingsOfNonObject, tooLarge, unknownDirective } from './part-findings.ts';
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
  readonly #along: BroughtAlong;
  #trace: Trace | undefined;
  #broken = false;
  #weight = 0;
  #height = 0;
  #tooLarge = false;

  constructor(host: PartHost, document: RawDocument, variables: Variables, tokens: readonly string[]) {
    this.#host = host;
    this.#document = document;
    this.#variables = new RecordingVariables(variables);
    this.#path = [...tokens];
    this.#along = new BroughtAlong(document);
  }

  run(raw: JsonValue, depth: number): Inlined {
    const value = this.#node(raw, depth);
    const trace = this.#host.recording ? (this.#trace ?? traceOf(this.#origin())) : undefined;
    const { patches, indexKeys, reach, dependencies, diagnostics, flagged } = this.#along;
    return {
      value,
      trace,
      patches,
      indexKeys,
      weight: this.#weight,
      height: this.#height - depth,
      reach,
      dependencies: [...dependencies],
      asked: this.#variables.asked,
      diagnostics: [...diagnostics],
      broken: this.#broken,
      flagged,
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
    this.#path.push(key);
    this.#fail(unknownDirective(key, directiveNames, this.#site('key')));
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
    if (name !== '$replace' && !isLayerArray(value) && !this.#broken)
      this.#fail(operandExpected(name, 'an array', value, this.#site('value')));
    this.#path.pop();
    const unusable = this.#broken;
    this.#broken ||= broken;
    if (unusable) return null;
    this.#along.patches = true;
    if (inner !== undefined && this.#host.recording)
      this.#trace = { ...traceOf(this.#origin()), children: new Map([[name, inner]]) };
    return new Patch(name.slice(1) as 'replace' | 'append' | 'prepend' | 'union', value);
  }

  #unset(raw: JsonObject, siblings: readonly string[], operand: JsonValue, depth: number): LayerValue {
    if (operand !== true) {
      this.#path.push('$unset');
      this.#fail(operandExpected('$unset', 'true', operand, this.#site('value')));
      this.#path.pop();
    }
    if (siblings.some((key) => key.startsWith('$') && !key.startsWith('$$'))) return this.#siblingsRefused('$unset', siblings);
    this.#along.patches = true;
    if (siblings.length === 0) return new Patch('unset', null);
    const dollar = siblings.some((key) => key.startsWith('$'));
    const element = this.#members(raw, siblings, dollar, depth, true);
    this.#trace = undefined;
    return new Patch('element-unset', element);
  }

  #siblingsRefused(directive: string, siblings: readonly string[]): LayerValue {
    this.#fail(siblingsOfDirective(directive, siblings, this.#site('value')));
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
      this.#fail(siblingsOfNonObject(text, target.value, names, this.#referenceSite()));
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
    this.#along.flagged ||= merged.flagged;
    this.#trace = merged.trace;
    return merged.value;
  }

  /** Adds what a target brings along; undefined where it cannot be used. */
  #take(target: Inlined, depth: number): Inlined | undefined {
    this.#along.take(target, this.#variables);
    if (target.broken) {
      this.#broken = true;
      return undefined;
    }
    this.#weight += target.weight;
    this.#height = Math.max(this.#height, depth + heightOfInlined(target));
    const { resolvedBytes } = this.#host.limits;
    if (this.#weight > resolvedBytes && !this.#tooLarge) {
      this.#tooLarge = true;
      this.#fail(tooLarge(resolvedBytes, this.#referenceSite()));
    }
    return this.#tooLarge ? undefined : target;
  }

  #fail(finding: Diagnostic): void {
    this.#broken = true;
    this.#along.diagnostics.add(finding);
  }

  #note(finding: Diagnostic): void {
    this.#broken ||= finding.severity === 'error';
    this.#along.diagnostics.add(finding);
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

function inOrder(object: Readonly<Record<string, LayerValue>>): LayerObject {
  const result: Record<string, LayerValue> = {};
  for (const key of Object.keys(object).sort(compareKeys)) setMember(result, key, object[key] as LayerValue);
  return result;
}
