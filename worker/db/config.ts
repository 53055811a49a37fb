import { sql } from "drizzle-orm";
import type { Piece } from "../../shared/domain/content/pick.ts";
import { defaultReasons, type ReasonDefinition } from "../../shared/domain/feedback/groups.ts";
import type { PersonaDefinition } from "../../shared/domain/personas/persona.ts";
