import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { contentSecurityPolicy, securityHeaders } from './src/security.ts'
import { compileKernel } from './src/vectors/compile.ts'
import type { Plugin } from 'vite'

/** The policy as the first `<meta>` of the built page, for hosts that cannot set headers. */
const policyMeta: Plugin = {
  name: 'content-security-policy-meta',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      injectTo: 'head-prepend',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy('meta') },
    },
  ],
}

/** `kernel.ts?wasm`: the vector kernel, compiled when it is imported, as base64 inside the module. */
const kernel: Plugin = {
  name: 'vector-kernel',
  enforce: 'pre',
  async load(id) {
    if (!id.endsWith('kernel.ts?wasm')) return null
    const bytes = Buffer.from(await compileKernel())
    return `export default '${bytes.toString('base64')}'`
  },
}

/** What every visit needs, in one file: it compresses better than twenty, and stays cached from release to release. */
const firstLoad =
  /node_modules[\\/](react|react-dom|scheduler|zustand|@tanstack[\\/](react-query|query-core)|zod|idb)[\\/]/

/** Only a machine with a desktop has a browser to open. */
const hasDesktop =
  !process.env['CI'] &&
  (process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']))

export default defineConfig({
  base: './',
  plugins: [kernel, react(), tailwindcss(), policyMeta],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'libraries', test: firstLoad }] } } },
  },
  worker: { format: 'es', plugins: () => [kernel] },
  preview: { headers: securityHeaders, open: hasDesktop, host: '127.0.0.1' },
  test: { include: ['src/**/*.test.{ts,tsx}', 'e2e/**/*.test.ts'], environment: 'node' },
})
