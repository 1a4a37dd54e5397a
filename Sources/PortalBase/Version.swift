/// The version of Waiver: in `waiver --version`, and in the manifest of what it publishes.
package let waiverVersion = "0.1.0"
