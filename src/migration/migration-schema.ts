import { mostSteps } from './step-fields.ts';

const path = { type: 'string', pattern: '^(?:/(?:[^~/]|~[01])*)*$', description: 'JSON Pointer (RFC 6901) of keys.' } as const;
const entry = { ...path, minLength: 1, description: 'JSON Pointer of a member of an object.' } as const;
const description = { type: 'string' } as const;
const lossy = { type: 'boolean', description: 'The way back does not restore everything, and that is accepted.' } as const;
const scalar = { type: ['string', 'number', 'boolean', 'null'] } as const;
const pairs = {
  type: 'array',
  minItems: 1,
  items: { type: 'array', minItems: 2, maxItems: 2, items: scalar },
  description: 'Pairs of an old and a new value.',
} as const;
const steps = { type: 'array', maxItems: mostSteps, items: { $ref: '#/$defs/step' } } as const;
const scalarType = { enum: ['string', 'number', 'integer', 'boolean'] } as const;

function step(name: string, about: string, fields: Readonly<Record<string, object>>, required: readonly string[] = []) {
  return {
    type: 'object',
    description: about,
    additionalProperties: false,
    required: [name, ...required],
    properties: { ...fields, description },
  };
}

function ends(of: object) {
  return { type: 'object', additionalProperties: false, required: ['from', 'to'], properties: { from: of, to: of } };
}

/** The shape of a migration document, for editors; `readMigration` checks it, and what a schema cannot say. */
export const migrationSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'confman migration',
  description: 'How data of one version of a schema becomes data of the next, and back.',
  type: 'object',
  additionalProperties: false,
  required: ['steps'],
  properties: { $schema: { type: 'string' }, _id: { type: 'string' }, description, steps },
  $defs: {
    step: {
      anyOf: [
        step('add', 'Gives an object a member; a lossy step only where there is none.', { add: entry, value: {}, lossy }, [
          'value',
        ]),
        step(
          'add',
          'A member that may be there; the way back takes it away.',
          { add: entry, optional: { const: true }, value: { description: 'What is taken away without loss.' }, lossy },
          ['optional'],
        ),
        step('remove', 'Takes a member away; the way back puts in the default.', { remove: entry, default: {}, lossy }),
        step('rename', 'Gives a member another key.', { rename: entry, to: { type: 'string' } }, ['to']),
        step(
          'move',
          'Takes a member to another object.',
          {
            move: entry,
            to: entry,
            emptied: { enum: ['keep', 'remove'], description: 'What becomes of objects that are left empty.' },
          },
          ['to'],
        ),
        step(
          'convert',
          'Gives values others.',
          { convert: path, values: pairs, back: pairs, others: { enum: ['keep', 'refuse'] }, lossy },
          ['values'],
        ),
        step('convert', 'Gives a value another type.', { convert: path, type: ends(scalarType), lossy }, ['type']),
        step('convert', 'Gives a number another unit.', { convert: path, unit: ends({ type: 'string' }), lossy }, ['unit']),
        step('wrap', 'Makes an array of a value.', { wrap: path }),
        step('head', 'Takes the one element out of an array.', { head: path, lossy }),
        step('in', 'Makes steps inside of a value.', { in: path, steps }, ['steps']),
        step('map', 'Makes steps inside of every element of an array, or every member of an object.', { map: path, steps }, [
          'steps',
        ]),
      ],
    },
  },
} as const;
