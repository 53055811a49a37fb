import {
  Bot,
  CalendarCheck,
  CalendarDays,
  CircleDot,
  ClipboardList,
  Download,
  FileText,
  type LucideIcon,
  Mail,
  MailOpen,
  MailWarning,
  MailX,
  Megaphone,
  MessageCircle,
  MonitorPlay,
  MousePointerClick,
  Package,
  Phone,
  Play,
  Repeat,
  Reply,
  Rocket,
  ShoppingCart,
  Tag,
  UserPlus,
  Users,
} from "lucide-preact";
import { useMemo } from "preact/hooks";
import type { TouchKindName } from "../../../shared/domain/touches/kinds.ts";

const icons: Readonly<Record<TouchKindName, LucideIcon>> = {
  page_view: FileText,
  pricing_view: Tag,
  return_visit: Repeat,
  form: ClipboardList,
  demo_request: CalendarCheck,
  download: Download,
  video: Play,
  webinar_signup: MonitorPlay,
  webinar: MonitorPlay,
  event: CalendarDays,
  ad_click: Megaphone,
  email_open: MailOpen,
  machine_open: Bot,
  email_click: MousePointerClick,
  email_reply: Reply,
  unsubscribe: MailX,
  chat: MessageCircle,
  sign_up: UserPlus,
  trial: Rocket,
  product_use: Package,
  purchase: ShoppingCart,
  call_in: Phone,
  email_sent: Mail,
  bounce: MailWarning,
  call: Phone,
  meeting: Users,
  other: CircleDot,
};

const isKnown = (kind: string): kind is TouchKindName => Object.hasOwn(icons, kind);

/** Each icon once, for `KindIcon` to point at: a long history draws hundreds, and each lead others. */
export function KindIcons() {
  return useMemo(
    () => (
      <svg class="said" aria-hidden="true">
        {Object.entries(icons).map(([kind, Icon]) => (
          <symbol key={kind} id={`kind-${kind}`} viewBox="0 0 24 24">
            <Icon size={24} />
          </symbol>
        ))}
      </svg>
    ),
    [],
  );
}

/** Beside the kind's word, never instead of it. */
export const KindIcon = ({ kind }: { kind: string }) => (
  <svg width="16" height="16" aria-hidden="true">
    <use href={`#kind-${isKnown(kind) ? kind : "other"}`} />
  </svg>
);
