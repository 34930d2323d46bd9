// SPDX-License-Identifier: Apache-2.0
#include "tests/store/fault_vfs.hpp"

#include <sqlite3.h>

#include <new>
#include <string>

namespace antre::test {
namespace {

struct Faults {
  sqlite3_vfs vfs{};
  sqlite3_vfs* real = nullptr;
  int calls_left = 0;
  bool armed = false;
  bool failed = false;
  std::filesystem::path synced;
};
Faults faults;  // SQLite's table of functions has no room for an object

/// Our file; SQLite's own lies right behind it.
struct ShimFile {
  sqlite3_file base;
  sqlite3_file* real;
  const char* name;  ///< SQLite keeps it as long as the file is open
};

ShimFile* shim(sqlite3_file* file) {
  return reinterpret_cast<ShimFile*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
  return shim(file)->real;
}

bool fails() {
  if (!faults.armed) return false;
  if (faults.calls_left > 0) --faults.calls_left;
  if (faults.calls_left == 0) faults.failed = true;
  return faults.failed;
}

int on_close(sqlite3_file* file) {
  return real(file)->pMethods->xClose(real(file));
}
int on_read(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
  return real(file)->pMethods->xRead(real(file), to, count, at);
}
int on_write(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
  if (fails()) return SQLITE_IOERR_WRITE;
  return real(file)->pMethods->xWrite(real(file), from, count, at);
}
int on_truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (fails()) return SQLITE_IOERR_TRUNCATE;
  return real(file)->pMethods->xTruncate(real(file), size);
}
int on_sync(sqlite3_file* file, int flags) {
  if (fails()) return SQLITE_IOERR_FSYNC;
  const int status = real(file)->pMethods->xSync(real(file), flags);
  if (status == SQLITE_OK && !faults.synced.empty() && shim(file)->name != nullptr) {
    const std::filesystem::path name = shim(file)->name;
    std::filesystem::copy_file(name, faults.synced / name.filename(),
                               std::filesystem::copy_options::overwrite_existing);
  }
  return status;
}
int on_size(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}
int on_lock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xLock(real(file), level);
}
int on_unlock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}
int on_check_lock(sqlite3_file* file, int* locked) {
  return real(file)->pMethods->xCheckReservedLock(real(file), locked);
}
int on_control(sqlite3_file* file, int operation, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int on_sector(sqlite3_file* file) {
  return real(file)->pMethods->xSectorSize(real(file));
}
int on_device(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int on_shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}
int on_shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void on_shm_barrier(sqlite3_file* file) {
  real(file)->pMethods->xShmBarrier(real(file));
}
int on_shm_unmap(sqlite3_file* file, int erase) {
  return real(file)->pMethods->xShmUnmap(real(file), erase);
}

constexpr sqlite3_io_methods kMethods{
    2,           on_close,       on_read,       on_write,   on_truncate, on_sync,   on_size,
    on_lock,     on_unlock,      on_check_lock, on_control, on_sector,   on_device, on_shm_map,
    on_shm_lock, on_shm_barrier, on_shm_unmap,  nullptr,    nullptr};

int on_open(sqlite3_vfs* /*vfs*/, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
  auto* opened = new (file) ShimFile{};
  opened->real = reinterpret_cast<sqlite3_file*>(opened + 1);
  opened->name = name;
  const int status = faults.real->xOpen(faults.real, name, opened->real, flags, out);
  if (opened->real->pMethods != nullptr) opened->base.pMethods = &kMethods;
  return status;
}

int on_delete(sqlite3_vfs* /*vfs*/, const char* name, int sync_folder) {
  const int status = faults.real->xDelete(faults.real, name, sync_folder);
  // A name that was removed is back after a crash unless its folder was synced.
  if (status == SQLITE_OK && sync_folder != 0 && !faults.synced.empty())
    std::filesystem::remove(faults.synced / std::filesystem::path(name).filename());
  return status;
}

}  // namespace

FaultVfs::FaultVfs() {
  sqlite3_initialize();
  faults = Faults{};
  faults.real = sqlite3_vfs_find(nullptr);
  faults.vfs = *faults.real;
  faults.vfs.zName = "antre-faults";
  faults.vfs.szOsFile = static_cast<int>(sizeof(ShimFile)) + faults.real->szOsFile;
  faults.vfs.xOpen = on_open;
  faults.vfs.xDelete = on_delete;
  sqlite3_vfs_register(&faults.vfs, 1);
}

FaultVfs::~FaultVfs() {
  sqlite3_vfs_unregister(&faults.vfs);
  sqlite3_vfs_register(faults.real, 1);
}

void FaultVfs::fail_from(int k) {
  faults.armed = true;
  faults.failed = false;
  faults.calls_left = k;
}

void FaultVfs::heal() {
  faults.armed = false;
}

bool FaultVfs::failed() const {
  return faults.failed;
}

void FaultVfs::keep_synced(const std::filesystem::path& folder) {
  faults.synced = folder;
}

}  // namespace antre::test
