import { defaultSecretSchemes } from '../model/secret-reference.ts';

export interface SchemaOptions {
  /** Takes part in the keys of compiled validators: another version never reuses them. */
  readonly toolVersion: string;
  /** Schemes of references to secrets; default `keyvault`, `vault`, `env`. */
  readonly secretSchemes?: readonly string[] | undefined;
  /** How many steps the validation of one value may take; default 10 million, about a second. */
  readonly maxSteps?: number | undefined;
  /** How many values a filled-in default may have, with the defaults inside it; default 100,000. */
  readonly maxDefaultSize?: number | undefined;
  /** How many findings one value may have; what is left out is said. Default 1,000, and never more. */
  readonly maxFindings?: number | undefined;
  /** What `exportValidators` gave on an earlier run. The caller vouches for where it comes from: it is code. */
  readonly compiled?: Uint8Array | undefined;
}

export interface SchemaSettings {
  readonly toolVersion: string;
  readonly secretSchemes: readonly string[];
  readonly maxSteps: number;
  readonly maxDefaultSize: number;
  readonly maxFindings: number;
}

/** More is of no use to anyone. */
const mostFindings = 1000;

export function schemaSettings(options: SchemaOptions): SchemaSettings {
  return {
    toolVersion: options.toolVersion,
    secretSchemes: options.secretSchemes ?? defaultSecretSchemes,
    maxSteps: options.maxSteps ?? 10_000_000,
    maxDefaultSize: options.maxDefaultSize ?? 100_000,
    maxFindings: Math.min(options.maxFindings ?? mostFindings, mostFindings),
  };
}
