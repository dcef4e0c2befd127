import { isArray, isObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { step } from '../../src/model/pointer.ts';
import { isDirective, LayerMistake, MergeModel, type Merge } from '../cascade/algebra/merge-model.ts';
import type { Files } from '../pipeline/memory-workspace.ts';

/**
 * What the specification says of references, word for word: every one is replaced by what it stands for, again and again,
 * nothing is remembered. For the workspaces of `arbitrary-workspace.ts`, in which all is JSON and nothing runs in circles.
 * Keys keep their `$$` until an app is done.
 */
export class ResolveModel {
  readonly #files: Files;
  readonly #vars: Readonly<Record<string, string>>;

  constructor(files: Files, vars: Readonly<Record<string, string>>) {
    this.#files = files;
    this.#vars = vars;
  }

  /** Throws a `LayerMistake` where the app has none. */
  app(id: string): JsonObject {
    const { layers, merge } = this.#read('apps/cascade') as unknown as { layers: { id: string }[]; merge: Merge };
    const ids = layers.map((layer) => (layer.id === '{app}' ? `${id}/config` : this.#filled(layer.id)));
    const inlined = ids.map((each) => this.#inlined(this.#read(each), each));
    if (!inlined.every((each) => isObject(each) && !isDirective(each))) throw new LayerMistake();
    return unescaped(new MergeModel(merge).fold(inlined as JsonObject[])) as JsonObject;
  }

  #read(id: string): JsonValue {
    const path = ['json5', 'json']
      .map((extension) => `configs/${id}.${extension}`)
      .find((each) => Object.hasOwn(this.#files, each));
    if (path === undefined) throw new LayerMistake();
    return JSON.parse(this.#files[path] as string) as JsonValue;
  }

  #filled(text: string): string {
    return text.replace(/\{([a-z]+)\}/g, (_, name: string) => this.#vars[name] as string);
  }

  #inlined(value: JsonValue, document: string): JsonValue {
    if (isArray(value)) return value.map((item) => this.#inlined(item, document));
    if (!isObject(value)) return value;
    if (Object.hasOwn(value, '$ref')) return this.#referred(value, document);
    const result = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#inlined(item, document)]));
    for (const name of ['$append', '$prepend', '$union'])
      if (Object.hasOwn(result, name) && !isArray(result[name])) throw new LayerMistake();
    return result;
  }

  #referred({ $ref: text, ...siblings }: JsonObject, document: string): JsonValue {
    const [id, pointer] = this.#filled(text as string).split('#') as [string, string | undefined];
    const tokens = (pointer ?? '').split('/').slice(1);
    const target = this.#target(id === '' ? document : id, tokens);
    if (Object.keys(siblings).length === 0) return target;
    if (!isObject(target) || isDirective(target)) throw new LayerMistake();
    return new MergeModel({}).beside(target, this.#inlined(siblings, document) as JsonObject);
  }

  #target(id: string, tokens: readonly string[]): JsonValue {
    if (/^apps\/[a-z]+$/.test(id)) return stepped(escaped(this.app(id)), tokens);
    let value = this.#read(id);
    for (const [i, token] of tokens.entries()) {
      if (isObject(value) && Object.hasOwn(value, '$ref')) return stepped(this.#inlined(value, id), tokens.slice(i));
      value = stepped(value, [token]);
    }
    return this.#inlined(value, id);
  }
}

function stepped(value: JsonValue, tokens: readonly string[]): JsonValue {
  let at: JsonValue | undefined = value;
  for (const token of tokens) at = at === undefined || isDirective(at) ? undefined : step(at, token);
  if (at === undefined) throw new LayerMistake();
  return at;
}

const escaped = (value: JsonValue): JsonValue => renamed(value, (key) => (key.startsWith('$') ? `$${key}` : key));
const unescaped = (value: JsonValue): JsonValue => renamed(value, (key) => (key.startsWith('$$') ? key.slice(1) : key));

function renamed(value: JsonValue, rename: (key: string) => string): JsonValue {
  if (isArray(value)) return value.map((item) => renamed(item, rename));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [rename(key), renamed(item, rename)]));
}
