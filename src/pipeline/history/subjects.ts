import { parentOf, type DocumentId } from '../../model/document-id.ts';

/** An app that is followed through its history. */
export interface Subject<T> {
  readonly id: DocumentId;
  /** What is kept of its state; undefined before the first. */
  told: T | undefined;
  /** What it looked up last. */
  dependencies: readonly string[];
}

/** The apps that are followed, to be found by what they look up: thousands of them may be followed at once. */
export class Subjects<T> {
  readonly #all: Map<DocumentId, Subject<T>>;
  readonly #byKey = new Map<string, Set<Subject<T>>>();

  constructor(apps: readonly DocumentId[]) {
    this.#all = new Map(apps.map((id) => [id, { id, told: undefined, dependencies: [] }]));
  }

  get size(): number {
    return this.#all.size;
  }

  get all(): readonly Subject<T>[] {
    return [...this.#all.values()];
  }

  /** @param keys look-ups that are answered otherwise */
  affectedBy(keys: ReadonlySet<string>): readonly Subject<T>[] {
    const found = new Set<Subject<T>>();
    for (const key of keys) for (const subject of this.#byKey.get(key) ?? []) found.add(subject);
    return [...found];
  }

  /** Apps whose own document one of them looks up: all that a folder above can concern. */
  lookedUpApps(): readonly DocumentId[] {
    return [...this.#byKey.keys()].filter(isConfig).flatMap((key) => parentOf(key) ?? []);
  }

  update(subject: Subject<T>, told: T, dependencies: readonly string[]): undefined {
    this.#forget(subject);
    subject.told = told;
    subject.dependencies = dependencies;
    for (const key of dependencies) {
      const known = this.#byKey.get(key);
      if (known === undefined) this.#byKey.set(key, new Set([subject]));
      else known.add(subject);
    }
  }

  remove(subject: Subject<T>): void {
    this.#forget(subject);
    this.#all.delete(subject.id);
  }

  #forget(subject: Subject<T>): void {
    for (const key of subject.dependencies) {
      const known = this.#byKey.get(key);
      known?.delete(subject);
      if (known?.size === 0) this.#byKey.delete(key);
    }
  }
}

function isConfig(key: string): key is DocumentId {
  return key.endsWith('/config');
}
