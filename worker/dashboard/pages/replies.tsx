import { api } from "../client.ts";
import { PageTitle } from "../components/page.tsx";
import { Empty, Loaded, NoLeads } from "../components/states.tsx";
import { moment } from "../format.ts";
import { useMe } from "../me.ts";
import { useResource } from "../resource.ts";
import { t } from "../strings.ts";

const s = t.replies;

/** What marketing has answered, newest first. */
export default function RepliesPage() {
  const { timeZone } = useMe().workspace;
  const replies = useResource("replies", () => api.replies());
  return (
    <>
      <PageTitle title={s.title} />
      <p class="muted">{s.intro}</p>
      <Loaded of={replies}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing />
          ) : (
            <ul class="entries boxed">
              {items.map((item) => (
                <li key={item.id}>
                  <blockquote>{item.text}</blockquote>
                  <p class="muted">
                    {item.about} · {s.answers(item.reached)} · {item.from}, {moment(item.at, timeZone)}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}

function Nothing() {
  if (useMe().hasLeads === false) return <NoLeads />;
  return (
    <Empty title={s.empty}>
      <p>{s.emptyHelp}</p>
    </Empty>
  );
}
