import type { ReplyShown } from "../../../shared/contract/index.ts";
import type { Formats } from "../format.ts";
import { strings } from "../strings.ts";
import { Text } from "./Text.tsx";

/** Marketing's answers to what this rep said. */
export function Replies({ replies, format, now }: { replies: ReplyShown[]; format: Formats; now: number }) {
  return (
    <section aria-labelledby="replies-name">
      <h2 id="replies-name">{strings.replies}</h2>
      <ul class="replies">
        {replies.map((reply) => (
          <li key={`${reply.at} ${reply.text}`}>
            <p>
              “<Text>{reply.text}</Text>”
            </p>
            <p class="small">
              <Text>{reply.from}</Text> ·{" "}
              <span title={format.full(reply.at)}>{format.date(reply.at, now)}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
