import vueI18n from '@intlify/eslint-plugin-vue-i18n'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.node/', 'src/api/schema.d.ts'] },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue}'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser } },
    plugins: { '@intlify/vue-i18n': vueI18n },
    rules: {
      // No text outside the message files; marks and arrows say nothing by themselves.
      '@intlify/vue-i18n/no-raw-text': ['error', { ignorePattern: '^[\\s·:：,，、()（）/×→←↑↓…—–+−≠?？#%0-9]+$' }],
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vuejs-accessibility/heading-has-content': ['error', { accessibleChildren: ['DocTitle'] }],
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  { files: ['scripts/**', '*.config.*'], languageOptions: { globals: globals.node } },
)
