import { isObject } from '../model/json.ts';
import type { SchemaNode, SchemaWorld } from '../model/schema-world.ts';
import { spokenKeywords } from '../model/spoken-keywords.ts';
import { docComment } from './doc-comment.ts';
import { FilledDefaults } from './filled-defaults.ts';
import { printKey, printObject, printType } from './print-type.ts';
import { schemaDoc } from './schema-doc.ts';
import { schemaType } from './schema-type.ts';
import { secretNames } from './secret-names.ts';
import { TypeNames } from './type-names.ts';
import { types, type TypeTree } from './type-tree.ts';
import type { TypeContext, Typing } from './typing.ts';

export interface TypesInput {
  /** By schema id, in the order of the declarations. */
  readonly worlds: readonly (readonly [id: string, world: SchemaWorld])[];
  /** Apps with the ids of their schemas, for a map from one to the other; none without apps. */
  readonly apps: readonly (readonly [app: string, schema: string])[];
  readonly secretSchemes: readonly string[];
  /** Whether resolved data has the defaults of its schema. */
  readonly fillsDefaults: boolean;
}

export interface WrittenTypes {
  /** A module of TypeScript. */
  readonly text: string;
  /** The schemas are so large that parts of them are `unknown`. */
  readonly isCut: boolean;
}

const SECRET = 'SecretReference';
const APPS = 'Apps';
/** Of one schema, those counted again that are written several times. */
const MAX_SCHEMAS = 100_000;

/** Types for the resolved data that schemas describe: every document that a schema accepts has its type. */
export function writeTypes(input: TypesInput): WrittenTypes {
  const module = new TypesModule(input);
  const names = new Map(input.worlds.map(([id, world]) => [id, module.root(world)]));
  const apps = input.apps.flatMap(([app, schema]) => {
    const name = names.get(schema);
    return name === undefined ? [] : [`  ${printKey(app)}: ${name};\n`];
  });
  const map = apps.length === 0 ? '' : `\n/** The resolved data of each app. */\nexport interface ${APPS} {\n${apps.join('')}}\n`;
  return { text: `/* Written by confman types. */\n${module.text()}${map}`, isCut: module.isCut };
}

interface Declaration {
  readonly name: string;
  readonly text: string;
}

/** Declarations, each made when its name is first asked for, and written in that order. */
class TypesModule {
  isCut = false;
  readonly #input: TypesInput;
  readonly #names = new TypeNames([SECRET, APPS]);
  /** By place, document and pointer: worlds share documents. */
  readonly #named = new Map<string, string>();
  readonly #declared: Declaration[] = [];
  readonly #waiting: (() => void)[] = [];
  #schemas = 0;
  #usesSecrets = false;

  constructor(input: TypesInput) {
    this.#input = input;
  }

  /** @returns the name of the type of the whole */
  root(world: SchemaWorld): string {
    this.#schemas = 0;
    const typing = this.#typing(world);
    const name = this.#name(typing, world.root, this.#input.fillsDefaults);
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) next();
    return name;
  }

  text(): string {
    const schemes = this.#input.secretSchemes.map((each) => JSON.stringify(each)).join(' | ') || 'never';
    const secret = `\n/** Where a secret is to be found; the secret itself is never in the data. */\nexport type ${SECRET} = \`\${${schemes}}://\${string}\`;\n`;
    return (this.#usesSecrets ? secret : '') + this.#declared.map(({ text }) => `\n${text}`).join('');
  }

  #typing(world: SchemaWorld): Typing {
    const typing: Typing = {
      world,
      defaults: new FilledDefaults(world),
      secrets: secretNames(world),
      typeOf: (node, context) => this.#typeOf(typing, node, context),
      nameOf: (node, filled) => {
        const name = this.#name(typing, node, filled);
        return { kind: 'name', name };
      },
      secret: () => {
        this.#usesSecrets = true;
        return { kind: 'name', name: SECRET };
      },
    };
    return typing;
  }

  #typeOf(typing: Typing, node: SchemaNode, context: TypeContext): TypeTree {
    this.#schemas += 1;
    if (this.#schemas > MAX_SCHEMAS) {
      this.isCut = true;
      return types.unknown;
    }
    return schemaType(typing, node, context);
  }

  #name(typing: Typing, node: SchemaNode, filled: boolean): string {
    const reaches = typing.defaults.reaches(node);
    const isFilled = filled && reaches;
    const key = `${node.document}#${node.pointer} ${isFilled}`;
    const known = this.#named.get(key);
    if (known !== undefined) return known;
    const name = this.#names.give(node, this.#input.fillsDefaults && reaches && !isFilled ? 'Unfilled' : '');
    this.#named.set(key, name);
    const at = this.#declared.length;
    this.#declared.push({ name, text: '' });
    this.#waiting.push(() => (this.#declared[at] = { name, text: this.#declaration(typing, node, name, isFilled) }));
    return name;
  }

  #declaration(typing: Typing, node: SchemaNode, name: string, filled: boolean): string {
    const type = typing.typeOf(node, { filled, within: undefined });
    const doc = docComment(isObject(node.schema) ? schemaDoc(spokenKeywords(node), typing.world.checks) : [], '');
    if (type.kind === 'object') return `${doc}export interface ${name} ${printObject(type, '')}\n`;
    return `${doc}export type ${name} = ${printType(type)};\n`;
  }
}
