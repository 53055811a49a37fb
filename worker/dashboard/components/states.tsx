import type { ComponentChildren } from "preact";
import type { Failure } from "../client.ts";
import type { Resource } from "../resource.ts";
import { t } from "../strings.ts";

export function Loading() {
  return (
    <p class="state" role="status">
      {t.loading}
    </p>
  );
}

/** What went wrong, in a sentence, and the way on. */
export function FailureNote({
  failure,
  title = t.failure.title,
  retry,
}: {
  failure: Failure;
  title?: string;
  retry?: () => void;
}) {
  return (
    <div class="state failure" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{failure.message}</p>
      {failure.fields.length > 0 && (
        <ul>
          {failure.fields.map((field) => (
            <li key={field.field}>
              {field.field}: {field.message}
            </li>
          ))}
        </ul>
      )}
      {retry && (
        <button type="button" class="button" onClick={retry}>
          {t.retry}
        </button>
      )}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="state">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

/** One of: loading, failed, or what came; what came before stays readable while the next is on its way. */
export function Loaded<T>({ of, children }: { of: Resource<T>; children: (data: T) => ComponentChildren }) {
  if (of.data === undefined) {
    return of.failure && !of.loading ? <FailureNote failure={of.failure} retry={of.reload} /> : <Loading />;
  }
  return (
    <>
      {of.failure && <FailureNote failure={of.failure} title={t.failure.stale} retry={of.reload} />}
      <div class="loaded" aria-busy={of.loading}>
        {children(of.data)}
      </div>
    </>
  );
}
