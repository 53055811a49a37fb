import type { ComponentChildren } from "preact";
import type { Failure } from "../client.ts";
import { useMe } from "../me.ts";
import type { Resource } from "../resource.ts";
import { mayAnswer } from "../session.ts";
import { t } from "../strings.ts";

export function Loading() {
  return (
    <p class="state" role="status">
      {t.loading}
    </p>
  );
}

/** Asking for it again would be refused again: what was asked must change. */
const isRefusal = (failure: Failure) => failure.code === "invalid_input";

/** What went wrong, in a sentence, and the way on. */
export function FailureNote({
  failure,
  title = isRefusal(failure) ? t.failure.refused : t.failure.title,
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
      {failure.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {retry && !isRefusal(failure) && (
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

/** Instead of an empty page where there are no leads at all: what is missing, and the way to it for those who may. */
export function NoLeads() {
  const { role } = useMe().person;
  return (
    <Empty title={t.newcomer.title}>
      <p>{mayAnswer(role) ? t.newcomer.help : t.newcomer.helpRep}</p>
      {mayAnswer(role) && (
        <p>
          <a class="button primary" href="/imports">
            {t.newcomer.go}
          </a>
        </p>
      )}
    </Empty>
  );
}

/** One of: loading, failed, or what came; what came before stays readable while the next is on its way. */
export function Loaded<T>({ of, children }: { of: Resource<T>; children: (data: T) => ComponentChildren }) {
  const refused = of.failure !== undefined && isRefusal(of.failure);
  if (of.data === undefined || refused) {
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
