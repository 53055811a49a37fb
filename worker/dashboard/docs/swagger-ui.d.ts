declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  /** Renders an OpenAPI document into the page. */
  export default function SwaggerUI(options: {
    url: string;
    dom_id: string;
    deepLinking?: boolean;
    docExpansion?: "list" | "full" | "none";
    defaultModelsExpandDepth?: number;
    displayRequestDuration?: boolean;
    validatorUrl?: string | null;
  }): unknown;
}
