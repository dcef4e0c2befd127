import { cascadeLimits } from './cascade-limits.ts';

const strategy = { enum: ['replace', 'append', 'prepend', 'union'] } as const;

const most = cascadeLimits.entries;

const pointerExpected = 'Expected a JSON Pointer, such as /logging/redact';

/** The shape of a cascade definition. */
export const cascadeSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'confman cascade',
  description: 'Which documents make up an app, in which order, and how their arrays merge.',
  type: 'object',
  additionalProperties: false,
  properties: {
    description: { type: 'string' },
    instances: {
      type: 'string',
      minLength: 1,
      description: 'Pattern of the apps it is for, with captures: apps/billing/{region}-{n}',
    },
    schema: { type: 'string', minLength: 1, description: 'Schema of the resolved data of every instance.' },
    extends: { type: 'string', minLength: 1, description: 'Another cascade whose layers come first.' },
    layers: {
      type: 'array',
      maxItems: cascadeLimits.layers,
      description: 'In merging order: later wins.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id'],
        properties: {
          id: { type: 'string', minLength: 1, description: 'A document, or an app folder, which means its config.' },
          name: { type: 'string' },
          optional: { type: 'boolean', default: false },
          final: {
            type: 'array',
            maxItems: most,
            items: { type: 'string', pattern: '^(?:/.*)?$', 'x-confman-message': pointerExpected },
            description: 'Pointers that later layers may not change.',
          },
        },
      },
    },
    merge: {
      type: 'object',
      maxProperties: most,
      description: 'Strategies for the arrays at a pointer; * stands for any one segment.',
      propertyNames: { pattern: '^(?:/.*)?$', 'x-confman-message': pointerExpected },
      additionalProperties: {
        if: { const: 'byKey' },
        then: { not: {}, 'x-confman-message': 'byKey needs a key: { strategy: "byKey", key: "name" }' },
        else: {
          anyOf: [
            strategy,
            {
              type: 'object',
              additionalProperties: false,
              required: ['strategy'],
              properties: { strategy: { enum: [...strategy.enum, 'byKey'] }, key: { type: 'string', minLength: 1 } },
              if: { properties: { strategy: { const: 'byKey' } } },
              then: { required: ['key'] },
            },
          ],
        },
      },
    },
  },
} as const;
