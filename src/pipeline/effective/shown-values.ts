import { isArray, isObject, setMember, type JsonValue } from '../../model/json.ts';
import { maskReferences } from '../../model/mask-references.ts';
import { maskText } from '../../model/mask-text.ts';
import type { Pointer } from '../../model/pointer.ts';
import { isSecretReference, maskReference } from '../../model/secret-reference.ts';
import type { CompiledApp } from '../compiled-app.ts';
import { hide } from '../hide-secrets.ts';

/** What may be shown of the values of two versions of an app: what either says is a secret is one in both. */
export class ShownValues {
  readonly #schemas: readonly CompiledApp['schema'][];
  readonly #schemes: readonly string[];

  /** @param schemes of references to secrets, of both sides */
  constructor(apps: readonly CompiledApp[], schemes: readonly string[]) {
    this.#schemas = apps.map((app) => app.schema);
    this.#schemes = schemes;
  }

  value(value: JsonValue, pointer: Pointer): JsonValue {
    if (this.#isWithinSecret(pointer)) return maskReference(value, this.#schemes);
    const isSecret = (at: Pointer, part: JsonValue): boolean => this.#isSecret(at) || isSecretReference(part, this.#schemes);
    return this.#withoutKeys(
      maskReferences(
        hide(value, pointer, isSecret, (each) => maskReference(each, this.#schemes)),
        this.#schemes,
      ),
    );
  }

  /** Names of elements and keys are texts of somebody's, too. */
  text(text: string): string {
    return maskText(text, this.#schemes);
  }

  /** Keys stand in pointers with their slashes escaped; what is told instead of one that must not be is no pointer. */
  path(path: string): string {
    const plain = path.replaceAll('~1', '/').replaceAll('~0', '~');
    const shown = this.text(plain);
    return shown === plain ? path : shown;
  }

  #withoutKeys(value: JsonValue): JsonValue {
    if (isArray(value)) return value.map((each) => this.#withoutKeys(each));
    if (!isObject(value)) return value;
    const shown: Record<string, JsonValue> = {};
    for (const [key, each] of Object.entries(value)) setMember(shown, this.text(key), this.#withoutKeys(each));
    return shown;
  }

  #isSecret(pointer: Pointer): boolean {
    return this.#schemas.some((schema) => schema?.isSecretAt(pointer) === true);
  }

  #isWithinSecret(pointer: Pointer): boolean {
    let at = '';
    for (const token of pointer.split('/').slice(1)) {
      if (this.#isSecret(at)) return true;
      at = `${at}/${token}`;
    }
    return false;
  }
}
