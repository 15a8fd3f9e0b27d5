import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import {
  FRAME,
  contentSecurityPolicy,
  frameHeaders,
  headersFile,
  policyOf,
  redirectsFile,
  securityHeaders,
} from './src/security.ts'
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

const ofFrame = frameHeaders(policyOf(readFileSync(resolve(import.meta.dirname, `public${FRAME}`), 'utf8')))

/** What the preview serves has the headers that a host should set: by path, for the frame has its own. */
const previewHeaders: Plugin = {
  name: 'headers-by-path',
  configurePreviewServer(server) {
    server.middlewares.use((request, response, next) => {
      const isFrame = request.url?.replace(/\?.*$/s, '') === FRAME
      for (const [name, value] of Object.entries(isFrame ? ofFrame : securityHeaders))
        response.setHeader(name, value)
      // It is on this machine alone: to pack what it serves takes longer than to send it.
      delete request.headers['accept-encoding']
      next()
    })
  },
}

/** What static hosts read: their headers, and the page once more for addresses that are none. */
const staticHosts: Plugin = {
  name: 'static-hosts',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') return
      this.emitFile({ type: 'asset', fileName: '404.html', source: page.source })
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile(ofFrame) })
      this.emitFile({ type: 'asset', fileName: '_redirects', source: redirectsFile })
    },
  },
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
  /node_modules[\\/](react|react-dom|scheduler|zustand|@tanstack[\\/](react-query|query-core)|idb)[\\/]/

/** A module and all that it imports statically, by path; types and lazy imports are left out. */
function staticGraph(entry: string, found = new Set<string>()): Set<string> {
  if (found.has(entry)) return found
  found.add(entry)
  const code = readFileSync(entry, 'utf8')
  const imports = code.matchAll(
    /^(?:import|export)\s+(?!type\s)(?:(?!\n(?:import|export)\b)[^'"`;])*?from\s+'(\.[^'?]+\.tsx?)'/gm,
  )
  for (const [, path] of imports) staticGraph(resolve(dirname(entry), path!), found)
  return found
}

/** One file again: cut where lazy panels share it, the first load was thirty files and 6 kB more. */
const shell = staticGraph(resolve(import.meta.dirname, 'src/main.tsx'))

/** Only a machine with a desktop has a browser to open. */
const hasDesktop =
  !process.env['CI'] &&
  (process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']))

/** The browser build of this part of Markdown decodes `&amp;` through `innerHTML`, which Trusted Types refuse. */
const decodeByTable = resolve(import.meta.dirname, 'node_modules/decode-named-character-reference/index.js')

export default defineConfig({
  base: './',
  resolve: { alias: { 'decode-named-character-reference': decodeByTable } },
  plugins: [kernel, react(), tailwindcss(), policyMeta, staticHosts, previewHeaders],
  build: {
    target: 'es2023',
    // What has ES2023 has these colours: printed once more for older ones they were 0.7 kB of the first load.
    cssTarget: ['chrome111', 'firefox114', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'libraries', test: firstLoad },
            { name: 'shell', test: (id: string) => shell.has(id) },
          ],
        },
      },
    },
  },
  worker: { format: 'es', plugins: () => [kernel] },
  preview: { open: hasDesktop, host: '127.0.0.1' },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'e2e/**/*.test.ts'],
    setupFiles: './properties.setup.ts',
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // The default leaves a core to whoever watches; nobody does, and of two cores that is half.
    maxWorkers: '100%',
    // Every file still has modules of its own; a thread costs a tenth less than a process.
    pool: 'threads',
  },
})
