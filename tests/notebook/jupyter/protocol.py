"""Jupyter's own tests of a kernel's protocol, for the TypeScript kernel."""

import unittest

import jupyter_kernel_test


class TypeScriptKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "tslab"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    completion_samples = [
        {"text": "consol", "matches": {"console"}},
        {"text": "Math.PI.toFix", "matches": {"toFixed"}},
    ]
    complete_code_samples = ["const a = 1;", "async function f() { await 1; }"]
    incomplete_code_samples = ["function f() {", "if (1) {", "[1, 2,"]
    code_generate_error = "throw new Error('wrong')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "[1, 2, 3].map((n) => n * n)", "result": "[ 1, 4, 9 ]"},
        {"code": "await Promise.resolve('awaited')", "result": "awaited"},
    ]
    code_display_data = [
        {
            "code": "import { display as show } from 'tslab'; show.html('<b>bold</b>')",
            "mime": "text/html",
        }
    ]
    code_history_pattern = "6*7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.max"
    code_clear_output = "(globalThis as any)[Symbol.for('notebook.clear-output')](false)"


if __name__ == "__main__":
    unittest.main()
