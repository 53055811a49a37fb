import type { Signal } from "../signal.ts";
import { signal as companySize } from "./company_size.ts";
import { signal as conversation } from "./conversation.ts";
import { signal as country } from "./country.ts";
import { signal as demoRequest } from "./demo_request.ts";
import { signal as download } from "./download.ts";
import { signal as emailClick } from "./email_click.ts";
import { signal as emailReply } from "./email_reply.ts";
import { signal as event } from "./event.ts";
import { signal as form } from "./form.ts";
import { signal as jobFunction } from "./function.ts";
import { signal as goneQuiet } from "./gone_quiet.ts";
import { signal as industry } from "./industry.ts";
import { signal as mailDomain } from "./mail_domain.ts";
import { signal as optedOut } from "./opted_out.ts";
import { signal as pricingView } from "./pricing_view.ts";
import { signal as returnVisit } from "./return_visit.ts";
import { signal as seniority } from "./seniority.ts";
import { signal as sharedAddress } from "./shared_address.ts";
import { signal as source } from "./source.ts";
import { signal as trial } from "./trial.ts";
import { signal as webinar } from "./webinar.ts";

/** Every signal there is, by its id, which is its file's name. */
export const signals: Readonly<Record<string, Signal>> = {
  company_size: companySize,
  conversation,
  country,
  demo_request: demoRequest,
  download,
  email_click: emailClick,
  email_reply: emailReply,
  event,
  form,
  function: jobFunction,
  gone_quiet: goneQuiet,
  industry,
  mail_domain: mailDomain,
  opted_out: optedOut,
  pricing_view: pricingView,
  return_visit: returnVisit,
  seniority,
  shared_address: sharedAddress,
  source,
  trial,
  webinar,
};
