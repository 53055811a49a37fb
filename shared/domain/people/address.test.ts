import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isBigFreeMail,
  isFormService,
  isRobotAddress,
  isSharedAddress,
  isUnder,
  mailboxOf,
  partsOf,
} from "./address.ts";

describe("addresses", () => {
  it.each([
    "info@a.example",
    "Sales@a.example",
    "sales-emea@a.example",
    "customer.service2@a.example",
    "customer-service@a.example",
    "vertrieb@a.example",
    "büro@a.example",
    "contabilità@a.example",
    "hr@a.example",
    "support+42@a.example",
    "kontakt.berlin@a.example",
    "office1@a.example",
  ])("%s is of many hands", (email) => {
    expect(isSharedAddress(email)).toBe(true);
  });

  it.each([
    "ada@a.example",
    "maria.sales@a.example",
    "hr.singh@a.example",
    "dev.patel@a.example",
    "welcome.moyo@a.example",
    "informatics.jo@a.example",
    "postman@a.example",
    "not an address",
    "+info@a.example",
    "toString@a.example",
  ])("%s is one person's", (email) => {
    expect(isSharedAddress(email)).toBe(false);
  });

  it.each([
    "noreply@a.example",
    "no-reply@a.example",
    "No.Reply@a.example",
    "noreply-94292212@a.example",
    "forms-receipts-noreply@google.com",
    "do_not_reply@a.example",
    "ne-pas-repondre@a.example",
    "nicht-antworten@a.example",
    "mailer-daemon@a.example",
    "MAILER-DAEMON@a.example",
    "postmaster@a.example",
    "bounce+ada=b.example@a.example",
    "notifications@a.example",
    "wordpress@a.example",
  ])("%s is a machine's", (email) => {
    expect(isRobotAddress(email)).toBe(true);
  });

  it.each([
    "ada@a.example",
    "norah.eply@a.example",
    "robotham@a.example",
    "alertsson@a.example",
    "info@a.example",
  ])("%s is not a machine's", (email) => {
    expect(isRobotAddress(email)).toBe(false);
  });

  it("knows form services and their subdomains, and nothing that only looks like one", () => {
    expect(isFormService("notification@followups.typeform.com")).toBe(true);
    expect(isFormService("ada@nottypeform.com")).toBe(false);
  });

  it("goes by whole labels", () => {
    expect(isUnder("mail.ours.example", ["ours.example"])).toBe(true);
    expect(isUnder("ours.example", ["ours.example"])).toBe(true);
    expect(isUnder("notours.example", ["ours.example"])).toBe(false);
    expect(isUnder("example", ["ours.example"])).toBe(false);
    expect(isBigFreeMail("gmail.com")).toBe(true);
    expect(isBigFreeMail("analytical.example")).toBe(false);
  });

  it("knows one mailbox by its other spellings", () => {
    expect(mailboxOf(" Ada+news@Analytical.example ")).toBe("ada@analytical.example");
    expect(mailboxOf("a.da.l+x@googlemail.com")).toBe("adal@gmail.com");
    expect(mailboxOf("a.da@analytical.example")).toBe("a.da@analytical.example");
    expect(mailboxOf("+x@analytical.example")).toBe("+x@analytical.example");
  });

  it("takes whatever a page holds", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.emailAddress()), (text) => {
        const box = mailboxOf(text);
        expect(mailboxOf(box)).toBe(box);
        expect(typeof isSharedAddress(text)).toBe("boolean");
        expect(isRobotAddress(text) && partsOf(text) === null).toBe(false);
      }),
    );
  });
});
