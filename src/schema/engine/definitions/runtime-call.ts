import { _, type Code, type CodeGen, type Name } from 'ajv';
import type { Runtime } from '../runtime.ts';

/** How generated code gets hold of the runtime, both when it runs here and when it is written out as text. */
export class RuntimeCalls {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  context(gen: CodeGen): Name {
    return gen.scopeValue('obj', { key: 'context', ref: this.#runtime.context, code: _`runtime.context` });
  }

  /** A function of the runtime. */
  call(gen: CodeGen, name: 'isBase64' | 'isSecret' | 'isLonger' | 'isShorter' | 'isMultiple' | 'equalItems'): Name {
    return gen.scopeValue('func', { key: name, ref: this.#runtime[name], code: _`runtime${member(name)}` });
  }

  /** A function that the runtime makes from a text; equal texts share one. */
  made(gen: CodeGen, name: 'oneOf' | 'allows' | 'unevaluatedNames' | 'unevaluatedIndices' | 'unit', text: string): Name {
    const ref = this.#runtime[name](text);
    return gen.scopeValue('func', { key: `${name} ${text}`, ref, code: _`runtime${member(name)}(${text})` });
  }
}

function member(name: string): Code {
  return _`[${name}]`;
}
