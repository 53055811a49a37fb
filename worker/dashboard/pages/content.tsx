import type { ContentLibrary } from "../../../shared/contract/content.ts";
import { stageLabel } from "../../../shared/domain/stages/stages.ts";
import { api } from "../client.ts";
import { PageTitle } from "../components/page.tsx";
import { ScrollTable } from "../components/scroll-table.tsx";
import { Empty, Loaded } from "../components/states.tsx";
import { momentDay, number } from "../format.ts";
import { useMe } from "../me.ts";
import { useResource } from "../resource.ts";
import { t } from "../strings.ts";

const s = t.content;

/** What reps can send, how often they do, and what they looked for and did not find. */
export default function ContentPage() {
  const { timeZone } = useMe().workspace;
  const content = useResource("content", () => api.content());
  return (
    <>
      <PageTitle title={s.title} />
      <p class="muted">{s.intro}</p>
      <Loaded of={content}>
        {({ items, requests }) => (
          <>
            {items.length === 0 ? (
              <Empty title={s.empty}>
                <p>{s.emptyHelp}</p>
              </Empty>
            ) : (
              <Library items={items} timeZone={timeZone} />
            )}
            <section class="part">
              <h2>{s.requests}</h2>
              <p class="muted">{requests.length === 0 ? s.noRequests : s.requestsIntro}</p>
              <ul class="entries">
                {requests.map((request) => (
                  <li key={request.id}>
                    <blockquote>“{request.text}”</blockquote>
                    <p class="muted">
                      {[
                        request.persona,
                        stageLabel(request.stage),
                        request.lead && s.forLead(request.lead),
                        momentDay(request.at, timeZone),
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </p>
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </Loaded>
    </>
  );
}

function Library({ items, timeZone }: { items: ContentLibrary["items"]; timeZone: string }) {
  const sorted = items.toSorted((a, b) => b.uses - a.uses || a.title.localeCompare(b.title));
  const unused = items.filter((item) => item.uses === 0).length;
  return (
    <section class="part">
      {unused > 0 && <p>{s.unused(unused)}</p>}
      <ScrollTable name={s.title}>
        <thead>
          <tr>
            <th scope="col">{s.item}</th>
            <th scope="col">{s.kind}</th>
            <th scope="col">{s.personas}</th>
            <th scope="col">{s.stages}</th>
            <th scope="col" class="num">
              {s.uses}
            </th>
            <th scope="col">{s.lastUsed}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <a href={item.url} target="_blank" rel="noopener noreferrer">
                  {item.title}
                </a>
              </th>
              <td>{item.kind}</td>
              <td>{item.personas.join(", ") || s.any}</td>
              <td>{item.stages.map((stage) => stageLabel(stage)).join(", ") || s.any}</td>
              <td class="num">{number(item.uses)}</td>
              <td>{item.lastUsedAt === null ? s.never : momentDay(item.lastUsedAt, timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}
