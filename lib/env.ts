import { resolve } from "node:path";
import { z } from "zod";

const LOOPBACK = ["127.0.0.1", "localhost", "::1"];

const wholeNumber = (name: string, low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, `${name} must be a whole number`)
    .transform(Number)
    .pipe(z.number().min(low, `${name} must be at least ${low}`).max(high, `${name} must be at most ${high}`));

const envSchema = z.object({
  PORT: wholeNumber("PORT", 1, 65_535).default(3000),
  HOST: z
    .string()
    .refine(
      (host) => LOOPBACK.includes(host),
      "HOST must be 127.0.0.1, localhost or ::1: Mailgist has no accounts yet, so it only answers this computer",
    )
    .default("127.0.0.1"),
  MAILGIST_DATA_DIR: z.string().min(1).default("./data"),
  OPENAI_API_KEY: z.string().trim().min(8, "OPENAI_API_KEY is too short to be a key").optional(),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/, error: "OPENAI_BASE_URL must be a web address such as https://api.openai.com/v1" })
    .refine(isSafeVendor, "OPENAI_BASE_URL must begin with https:// (http:// is only allowed for this computer)")
    .default("https://api.openai.com/v1"),
  MAILGIST_POLL_SECONDS: wholeNumber("MAILGIST_POLL_SECONDS", 1, 3600).default(30),
  MAILGIST_ALLOWED_HOSTS: z
    .string()
    .transform((list) =>
      list
        .split(",")
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .refine((hosts) => hosts.every((host) => /^[^\s/@*?#]+$/.test(host)), {
      error: "MAILGIST_ALLOWED_HOSTS must be host names with commas between them, such as api.example.com, localhost",
    })
    .optional(),
});

export type Env = {
  port: number;
  host: string;
  /** Absolute path of the folder that holds everything Mailgist stores. */
  dataDir: string;
  openaiApiKey: string | null;
  openaiBaseUrl: string;
  pollSeconds: number;
  /** The only hosts that added providers may have; null when Settings say. */
  allowedHosts: string[] | null;
};

/**
 * Reads and checks the environment. An empty value counts as not given.
 * Throws an Error whose message is one clear line naming the first wrong variable.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? "The environment could not be read");
  return {
    port: parsed.data.PORT,
    host: parsed.data.HOST,
    dataDir: resolve(/* turbopackIgnore: true */ parsed.data.MAILGIST_DATA_DIR),
    openaiApiKey: parsed.data.OPENAI_API_KEY ?? null,
    openaiBaseUrl: parsed.data.OPENAI_BASE_URL.replace(/\/+$/, ""),
    pollSeconds: parsed.data.MAILGIST_POLL_SECONDS,
    allowedHosts: parsed.data.MAILGIST_ALLOWED_HOSTS ?? null,
  };
}

function isSafeVendor(address: string): boolean {
  const url = URL.parse(address);
  if (!url) return false;
  return url.protocol === "https:" || LOOPBACK.includes(url.hostname.replace(/^\[|\]$/g, ""));
}
