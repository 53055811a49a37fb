import { describe, expect, it } from "vitest";
import { eventKind, isResubscribed } from "./events.ts";

/** Every event that Segment's spec names, by what it is a sign of. */
const spec: Record<string, string> = {
  "Account Created": "sign_up",
  "Account Deleted": "other",
  "Account Added User": "product_use",
  "Account Removed User": "other",
  "Signed Up": "sign_up",
  "Signed In": "product_use",
  "Signed Out": "other",
  "Invite Sent": "product_use",
  "Trial Started": "trial",
  "Trial Ended": "other",
  "Email Bounced": "bounce",
  "Email Delivered": "email_sent",
  "Email Link Clicked": "email_click",
  "Email Marked as Spam": "unsubscribe",
  "Email Opened": "email_open",
  Unsubscribed: "unsubscribe",
  "Live Chat Conversation Started": "chat",
  "Live Chat Conversation Ended": "other",
  "Live Chat Message Sent": "chat",
  "Live Chat Message Received": "chat",
  "Video Playback Started": "video",
  "Video Playback Paused": "other",
  "Video Playback Interrupted": "other",
  "Video Playback Buffer Started": "other",
  "Video Playback Buffer Completed": "other",
  "Video Playback Seek Started": "other",
  "Video Playback Seek Completed": "other",
  "Video Playback Resumed": "other",
  "Video Playback Completed": "video",
  "Video Playback Exited": "other",
  "Video Content Started": "video",
  "Video Content Playing": "other",
  "Video Content Completed": "video",
  "Video Ad Started": "other",
  "Video Ad Playing": "other",
  "Video Ad Completed": "other",
  "Experiment Viewed": "other",
  "Products Searched": "page_view",
  "Product List Viewed": "page_view",
  "Product List Filtered": "page_view",
  "Promotion Viewed": "page_view",
  "Promotion Clicked": "page_view",
  "Product Clicked": "page_view",
  "Product Viewed": "page_view",
  "Product Added": "other",
  "Product Removed": "other",
  "Cart Viewed": "other",
  "Checkout Started": "purchase",
  "Checkout Step Viewed": "other",
  "Checkout Step Completed": "purchase",
  "Payment Info Entered": "purchase",
  "Order Completed": "purchase",
  "Order Updated": "other",
  "Order Refunded": "other",
  "Order Cancelled": "other",
  "Coupon Entered": "other",
  "Coupon Applied": "other",
  "Coupon Denied": "other",
  "Coupon Removed": "other",
  "Product Added to Wishlist": "other",
  "Product Removed from Wishlist": "other",
  "Wishlist Product Added to Cart": "other",
  "Product Shared": "page_view",
  "Cart Shared": "other",
  "Product Reviewed": "form",
  "Application Installed": "product_use",
  "Application Opened": "product_use",
  "Application Updated": "other",
  "Application Backgrounded": "other",
  "Application Foregrounded": "product_use",
  "Application Crashed": "other",
  "Application Uninstalled": "other",
  "Install Attributed": "ad_click",
  "Deep Link Opened": "product_use",
  "Deep Link Clicked": "product_use",
  "Push Notification Received": "other",
  "Push Notification Tapped": "product_use",
  "Push Notification Bounced": "other",
};

const camel = (name: string) =>
  name
    .split(" ")
    .map((word, index) => (index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");

describe("the built-in table", () => {
  it.each(Object.entries(spec))("%s is %s, however it is written", (name, kind) => {
    for (const written of [
      name,
      name.toLowerCase(),
      name.toUpperCase(),
      name.replaceAll(" ", "_"),
      camel(name),
    ])
      expect(eventKind(written, {})?.kind, written).toBe(kind);
  });

  it("knows the names of everyday marketing", () => {
    for (const [name, kind, direction] of [
      ["form_submitted", "form", "theirs"],
      ["Demo Requested", "demo_request", "theirs"],
      ["webinarRegistered", "webinar_signup", "theirs"],
      ["Webinar Attended", "webinar", "theirs"],
      ["E-book Downloaded", "download", "theirs"],
      ["File Downloaded", "download", "theirs"],
      ["Meeting Booked", "meeting", "theirs"],
      ["Meeting Held", "meeting", "ours"],
      ["Call Made", "call", "ours"],
      ["Call Received", "call_in", "theirs"],
      ["Email Sent", "email_sent", "ours"],
      ["Email Replied", "email_reply", "theirs"],
      ["Ad Clicked", "ad_click", "theirs"],
      ["HubSpot Email Opened", "email_open", "theirs"],
      ["Chat Message Received", "chat", "ours"],
      ["Proxy Open", "machine_open", "ours"],
    ])
      expect(eventKind(name ?? "", {}), name).toEqual({ kind, direction });
  });

  it("knows no name that nobody gave it", () => {
    for (const name of ["Widget Frobbed", "constructor", "__proto__", "toString", "", "💥", "hubspot"])
      expect(eventKind(name, {}), name).toBeNull();
  });
});

describe("marketing's own table", () => {
  it("goes before it", () => {
    const own = {
      emailopened: { kind: "other", direction: "theirs" },
      widgetfrobbed: { kind: "form", direction: "theirs" },
    } as const;
    expect(eventKind("email_opened", own)?.kind).toBe("other");
    expect(eventKind("Widget Frobbed", own)?.kind).toBe("form");
    expect(eventKind("widgetFrobbed", own)?.kind).toBe("form");
  });
});

it("subscribing again is told apart from leaving", () => {
  expect(isResubscribed("Email Resubscribed")).toBe(true);
  expect(isResubscribed("newsletter_signup")).toBe(true);
  expect(isResubscribed("Unsubscribed")).toBe(false);
  expect(isResubscribed("Subscription Started")).toBe(false);
});
