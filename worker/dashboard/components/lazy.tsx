import type { ComponentType } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { useResource } from "../resource.ts";
import { asFailure } from "../session.ts";
import { t } from "../strings.ts";
import { FailureNote, Loading } from "./states.tsx";

const reload = () => location.reload();

/** A page whose code comes when it is first opened. */
export function lazyPage(load: () => Promise<{ default: ComponentType }>): ComponentType {
  return function LazyPage() {
    const [broken] = useErrorBoundary();
    const { data, failure } = useResource("", load);
    if (broken || failure) {
      return (
        <FailureNote
          failure={asFailure(broken ?? failure)}
          title={broken ? t.failure.broke : t.failure.title}
          retry={reload}
        />
      );
    }
    return data ? <data.default /> : <Loading />;
  };
}
