/** @type {import("next").NextConfig} */
export default {
  serverExternalPackages: ["better-sqlite3", "@tus/server", "@tus/file-store", "pino", "sqlite-vec"],
  poweredByHeader: false,
  reactStrictMode: true,
  // The dashboard is the product: nothing of it is worth prerendering.
  devIndicators: false,
};
