import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { findOperation, resolveNode, type Description, type Node, type Operation } from './description.ts';

export interface FakeCall {
  readonly method: string;
  /** Below the API's own address, with its parameters as they were sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Node | undefined;
  /** Whose token it was. */
  readonly user: string;
}

/** A call that the description knows. */
export interface DescribedCall extends FakeCall {
  readonly operation: Operation;
}

export interface FakeAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ValidatingProxy {
  /** What was not as the description says, in either direction. */
  readonly violations: readonly string[];
  readonly answer: (call: FakeCall) => FakeAnswer;
}

/**
 * Stands between an adapter and a fake, and holds both against the forge's description of its API: calls that it does not know,
 * unknown parameters and fields of requests, bodies and answers of another shape.
 */
export function validatingProxy(description: Description, fake: (call: DescribedCall) => FakeAnswer): ValidatingProxy {
  const violations: string[] = [];
  const check = checker(description);
  const answer = (call: FakeCall): FakeAnswer => {
    const operation = findOperation(description, call.method, call.path);
    const name = `${call.method} ${operation?.template ?? call.path}`;
    const wrong = operation === undefined ? ['is not described'] : check.request(operation, call);
    if (operation === undefined || wrong.length > 0) {
      violations.push(...wrong.map((each) => `${name}: ${each}`));
      return { status: 599, body: { message: wrong.join('; ') } };
    }
    const given = fake({ ...call, operation });
    violations.push(...check.answer(operation, given).map((each) => `${name} answering ${given.status}: ${each}`));
    return given;
  };
  return { violations, answer };
}

interface Checker {
  readonly request: (operation: Operation, call: FakeCall) => readonly string[];
  readonly answer: (operation: Operation, answer: FakeAnswer) => readonly string[];
}

/** Compiling takes longer than checking. */
const checkers = new WeakMap<Description, Checker>();

function checker(description: Description): Checker {
  const known = checkers.get(description) ?? createChecker(description);
  checkers.set(description, known);
  return known;
}

function createChecker(description: Description): Checker {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, inlineRefs: false });
  formats.default(ajv);
  const components = { components: toJsonSchema(description.components, false) };
  ajv.addSchema({ $id: 'open', ...components });
  ajv.addSchema({ $id: 'closed', components: toJsonSchema(description.components, true) });
  const compiled = new Map<string, ValidateFunction>();
  const validate = (key: string, schema: Node, closed: boolean, value: unknown): readonly string[] => {
    const known = compiled.get(key) ?? ajv.compile(toJsonSchema(schema, closed) as Node);
    compiled.set(key, known);
    if (known(value)) return [];
    return (known.errors ?? []).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  };
  return {
    request: ({ method, template, node, parameters, pathValues }, { query, body }) => {
      const key = `${method} ${template}`;
      const wrong = [...query.keys()].filter((name) => !parameters.some((each) => each['in'] === 'query' && isNamed(each, name)));
      const given = parameters.flatMap((each) => {
        const text = each['in'] === 'query' ? query.get(String(each['name'])) : pathValues[String(each['name'])];
        if (text === null || text === undefined) return each['required'] === true ? [`lacks ${String(each['name'])}`] : [];
        const schema = resolveNode(description, (each['schema'] ?? {}) as Node);
        return validate(`${key} ? ${String(each['name'])}`, schema, true, typed(schema, text));
      });
      const described = schemaIn(resolveNode(description, (node['requestBody'] ?? {}) as Node));
      const unexpected = described === undefined && body !== undefined ? ['has a body'] : [];
      const bodies = described === undefined ? [] : validate(`${key} body`, described, true, body ?? {});
      return [...wrong.map((name) => `knows no parameter ${name}`), ...given, ...unexpected, ...bodies];
    },
    answer: ({ method, template, node }, { status, body }) => {
      const responses = (node['responses'] ?? {}) as Readonly<Record<string, Node>>;
      const response = responses[String(status)];
      if (response === undefined)
        return [400, 401, 403, 404, 405, 409, 422].includes(status) ? [] : ['the status is not described'];
      const schema = schemaIn(resolveNode(description, response));
      if (schema === undefined) return [];
      return validate(`${method} ${template} ${status}`, schema, false, body);
    },
  };
}

function isNamed(parameter: Node, name: string): boolean {
  return parameter['name'] === name || parameter['name'] === name.replace(/\[\]$/, '');
}

function schemaIn(node: Node): Node | undefined {
  const content = node['content'] as Readonly<Record<string, Node>> | undefined;
  return content?.['application/json']?.['schema'] as Node | undefined;
}

function typed(schema: Node, text: string): unknown {
  if (schema['type'] === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (schema['type'] === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  return text;
}

/** OpenAPI 3.0 has `nullable` where JSON Schema has a type. @param closed objects take no other properties than those named */
function toJsonSchema(node: unknown, closed: boolean, named = false): unknown {
  if (Array.isArray(node)) return node.map((each) => toJsonSchema(each, closed));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node as Node).map(([key, value]): [string, unknown] => {
    if (key === '$ref' && typeof value === 'string') return [key, `${closed ? 'closed' : 'open'}${value}`];
    return [key, toJsonSchema(value, closed, !named && key === 'properties')];
  });
  const schema: Record<string, unknown> = Object.fromEntries(entries);
  if (named) return schema;
  if (closed && isPlainObject(schema)) schema['additionalProperties'] = false;
  if (schema['nullable'] !== true) return schema;
  delete schema['nullable'];
  return { anyOf: [schema, { type: 'null' }] };
}

function isPlainObject(schema: Node): boolean {
  const composed = ['allOf', 'anyOf', 'oneOf', 'additionalProperties'].some((key) => key in schema);
  return 'properties' in schema && typeof schema['properties'] === 'object' && !composed;
}
