import { Script } from 'node:vm';

/** One bound schema: where its validator stands. */
export interface CompiledEntry {
  readonly module: number;
  readonly unit: string;
  /** The schema's address: a later content of the same schema takes the place of this one. */
  readonly address: string;
}

export interface CompiledModule {
  /** JavaScript: an expression, a function of `runtime` and `require`. */
  readonly text: string;
  /** Patterns that the native engine runs as they are written; the others take the pattern compiler. */
  readonly plainPatterns: readonly string[];
  readonly otherPatterns: boolean;
}

/** Compiled validators by the content of their schemas. */
export interface CompiledValidators {
  /** The identity of the whole schema tree at that time, where the caller has one. */
  readonly world?: string | undefined;
  readonly entries: Readonly<Record<string, CompiledEntry>>;
  readonly modules: readonly CompiledModule[];
}

interface Header {
  readonly world?: string | undefined;
  readonly entries: Readonly<Record<string, CompiledEntry>>;
  readonly modules: readonly Omit<CompiledModule, 'text'>[];
  readonly lengths: readonly number[];
}

const MAGIC = 'confman validators 1\n';

/**
 * The bytes of compiled validators: a header, one script for all modules, and the engine's code cache for it, which the
 * engine checks by itself. The texts are code: whoever hands them back vouches that they are unchanged.
 */
export function packValidators({ world, entries, modules }: CompiledValidators): Uint8Array {
  const header: Header = {
    world,
    entries,
    modules: modules.map(({ plainPatterns, otherPatterns }) => ({ plainPatterns, otherPatterns })),
    lengths: modules.map(({ text }) => text.length),
  };
  const head = Buffer.from(JSON.stringify(header));
  const source = scriptOf(modules.map(({ text }) => text));
  const code = new Script(source, { filename: 'confman-validators.js' }).createCachedData();
  const sizes = Buffer.from(`${MAGIC}${head.length} ${source.length} ${code.length}\n`);
  return Buffer.concat([sizes, head, Buffer.from(source, 'latin1'), code]);
}

export interface RestoredValidators extends CompiledValidators {
  /** The functions of a module, once they are wanted. */
  module(index: number): ModuleFunction;
}

export type ModuleFunction = (runtime: unknown, require: (name: string) => unknown) => Record<string, unknown>;

/** Undefined for bytes that are none of these, or were cut off; a code cache that the engine refuses only costs time. */
export function unpackValidators(bytes: Uint8Array): RestoredValidators | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const line = buffer.toString('latin1', 0, 80);
  const match = /^confman validators 1\n(\d{1,10}) (\d{1,10}) (\d{1,10})\n/.exec(line);
  if (match === null) return undefined;
  const [headLength, sourceLength, codeLength] = match.slice(1).map(Number) as [number, number, number];
  const headAt = match[0].length;
  const sourceAt = headAt + headLength;
  const codeAt = sourceAt + sourceLength;
  if (buffer.length !== codeAt + codeLength) return undefined;
  const header = readHeader(buffer.toString('utf8', headAt, sourceAt));
  const source = buffer.toString('latin1', sourceAt, codeAt);
  return header && restored(header, source, buffer.subarray(codeAt));
}

function readHeader(text: string): Header | undefined {
  try {
    const header = JSON.parse(text) as Header;
    const isWhole = typeof header.entries === 'object' && header.modules.length === header.lengths.length;
    return isWhole ? header : undefined;
  } catch {
    return undefined;
  }
}

function restored({ world, entries, modules, lengths }: Header, source: string, cachedData: Buffer): RestoredValidators {
  let functions: readonly ModuleFunction[] | undefined;
  let at = 1;
  const texts = lengths.map((length) => {
    const start = at;
    at += length + 1;
    return (): string => source.slice(start, start + length);
  });
  return {
    world,
    entries,
    modules: modules.map((each, i) => ({
      ...each,
      get text() {
        return (texts[i] as () => string)();
      },
    })),
    module: (index) => {
      functions ??= new Script(source, { filename: 'confman-validators.js', cachedData }).runInThisContext() as ModuleFunction[];
      return functions[index] as ModuleFunction;
    },
  };
}

function scriptOf(texts: readonly string[]): string {
  return `[${texts.join(',')}]`;
}
