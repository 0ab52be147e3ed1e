import { z } from "zod";

// zod probes eval for speed, which the content policy forbids and reports. Must run before any schema is used.
z.config({ jitless: true });
