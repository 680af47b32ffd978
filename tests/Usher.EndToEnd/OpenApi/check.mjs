// Checks the description as a stranger does: is it OpenAPI 3.1, with nothing missing that it refers to?
// Usage: node check.mjs openapi.json
import SwaggerParser from "@apidevtools/swagger-parser";

const description = await SwaggerParser.validate(process.argv[2]);
console.log(`valid: OpenAPI ${description.openapi}, ${Object.keys(description.paths).length} paths`);
