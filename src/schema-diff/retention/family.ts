import type { FromSchema } from 'json-schema-to-ts';
import type { familySchema } from './family-schema.ts';

/** What a family says about itself, with every default in place. */
export interface Family {
  readonly compatibility: 'policy' | 'backward' | 'forward' | 'full' | 'none';
  readonly transitive: boolean;
  readonly owner: string | undefined;
  readonly description: string | undefined;
}

export const undeclaredFamily: Family = {
  compatibility: 'policy',
  transitive: false,
  owner: undefined,
  description: undefined,
};

/** @param written a value that the schema of family documents accepts */
export function readFamily(written: FromSchema<typeof familySchema>): Family {
  const { compatibility, transitive, owner, description } = written;
  return {
    compatibility: compatibility ?? undeclaredFamily.compatibility,
    transitive: transitive ?? undeclaredFamily.transitive,
    owner,
    description,
  };
}
