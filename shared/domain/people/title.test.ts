import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { functionOf, jobFunctions } from "./function.ts";
import { seniorities, seniorityOf } from "./seniority.ts";

describe("a title", () => {
  it.each([
    ["Head of Operations", "head", "operations"],
    ["Head of Operations and Finance", "head", "operations"],
    ["COO", "c_level", "operations"],
    ["C.E.O. & Co-Founder", "c_level", "general"],
    ["Chief Technology Officer", "c_level", "it"],
    ["Vice President, Finance", "vp", "finance"],
    ["Plant Manager", "director", "operations"],
    ["Site Manager", "director", "operations"],
    ["Sales Operations Manager", "manager", "sales"],
    ["IT Operations Lead", "manager", "it"],
    ["Lead Generation Specialist", "specialist", "marketing"],
    ["Product Marketing Manager", "manager", "marketing"],
    ["Product Owner", "manager", "product"],
    ["Process Owner", "other", "other"],
    ["Business Owner", "c_level", "general"],
    ["Senior Quality Engineer", "senior", "quality"],
    ["Software Engineer", "specialist", "it"],
    ["Assistant to the CEO", "assistant", "general"],
    ["Personal Assistant", "assistant", "other"],
    ["Assistant Vice President", "vp", "other"],
    ["Marketing Manager Intern", "student", "marketing"],
    ["Head of Student Affairs", "head", "education"],
    ["Director of Internal Audit", "director", "quality"],
    ["Geschäftsführerin", "c_level", "general"],
    ["Betriebsleiter", "director", "operations"],
    ["Werkleiterin", "director", "operations"],
    ["Leiterin Einkauf", "head", "procurement"],
    ["Leiter Qualitätsmanagement", "head", "quality"],
    ["Qualitätsmanagerin", "manager", "quality"],
    ["Teamleiter Vertrieb", "manager", "sales"],
    ["Sachbearbeiter Einkauf", "specialist", "procurement"],
    ["Assistenz der Geschäftsführung", "assistant", "general"],
    ["Werkstudentin Controlling", "student", "finance"],
    ["Directeur des opérations", "director", "operations"],
    ["Directrice Générale", "c_level", "general"],
    ["Responsable achats", "head", "procurement"],
    ["Vice-Président Ventes", "vp", "sales"],
    ["Chef de projet digital", "manager", "other"],
    ["Director General", "c_level", "general"],
    ["Jefe de Producción", "head", "operations"],
    ["Gerente de Calidad", "manager", "quality"],
    ["Técnico de mantenimiento", "specialist", "engineering"],
    ["Estudiante de ingeniería", "student", "education"],
    ["Wizard of light bulb moments", "other", "other"],
    ["代表取締役", "other", "other"],
    ["", "other", "other"],
  ])("%j: %s, %s", (title, seniority, work) => {
    expect([seniorityOf(title), functionOf(title)]).toEqual([seniority, work]);
  });

  it("may be anything, in any case, with any spaces", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("Head of IT", "VP Sales")),
        (title) => {
          expect(seniorities).toContain(seniorityOf(title));
          expect(jobFunctions).toContain(functionOf(title));
          expect(seniorityOf(`  ${title}\n`)).toBe(seniorityOf(title));
        },
      ),
    );
    expect(functionOf("HEAD  OF  LOGISTICS")).toBe("logistics");
  });

  it("of 200 characters takes no time", () => {
    const started = performance.now();
    for (const title of ["a".repeat(200), "leiter".repeat(33), "chief ".repeat(33), "x ".repeat(100)]) {
      seniorityOf(title);
      functionOf(title);
    }
    expect(performance.now() - started).toBeLessThan(100);
  });
});
